/** How things stand: what an administrator looks at. Each section is a part, or a list, of its own. */
import { html } from './lib.js';
import { Part } from './part.js';
import './offline-switch.js';
import { hostsList } from './place.js';
import './skills-table.js';
import { hubsList } from './sources.js';
import { t } from './strings.js';
import './account-panel.js';
import './alert-history.js';
import './audit-view.js';

class ContainerView extends Part {
  render() {
    return html`<div class="system">
      ${section('skills', t('skills.title'), html`<ctos-skills-table></ctos-skills-table>`)}
      ${section('hubs', t('hub.title'), html`<ctos-offline></ctos-offline>${hubsList()}`)}
      ${section('hosts', t('hosts.title'), hostsList())}
      ${section('account', t('account.title'), html`<ctos-account></ctos-account>`)}
      ${section('alert-history', t('alerts.history'), html`<ctos-alert-history></ctos-alert-history>`)}
      ${section('audit', t('audit.title'), html`<ctos-audit></ctos-audit>`)}
    </div>`;
  }
}
customElements.define('ctos-container', ContainerView);

const section = (name, title, content) =>
  html`<section class="sheet" aria-labelledby="${name}-title"><h2 id="${name}-title">${title}</h2>${content}</section>`;
