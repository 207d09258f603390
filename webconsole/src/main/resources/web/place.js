/** Where skills run, what holds them there, and what that does not stop. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { size, t, tOr } from './strings.js';
import { inWords, told } from './told.js';

export const heldBy = (sandbox) => tOr(`sandbox.${sandbox}`, sandbox ?? '');

const hostOf = (level) => store.status?.hosts?.find((host) => host.level === level);

/** One line for a skill: place, what holds it, its memory, how often it had to be started again. */
export function placeLine(skill) {
  const { host, vitals } = skill;
  if (!vitals) {
    return t('place.off', { place: t(`host.${host}`) });
  }
  return [
    t(`vitals.${vitals.state}`, { place: t(`host.${host}`) }),
    heldBy(vitals.sandbox),
    vitals.memory_bytes ? size(vitals.memory_bytes) : '',
    vitals.restarts ? t(vitals.restarts === 1 ? 'vitals.restarts.one' : 'vitals.restarts', { n: vitals.restarts }) : '',
  ].filter(Boolean).join(' · ');
}

/** What the place of a skill does not stop; nothing when nothing is known. */
export function notStopped(level) {
  const list = hostOf(level)?.cannot_stop ?? [];
  return list.length
    ? html`<details class="small not-stopped"><summary>${t('place.not-stopped')}</summary>
        <ul class="lines">${list.map((line) => html`<li>${told(line)}</li>`)}</ul></details>`
    : '';
}

/** Every host: whether it runs skills, what holds them there, and what that does not stop. */
export function hostsList() {
  const hosts = store.status?.hosts ?? [];
  return hosts.length
    ? html`<ul class="facts-list" aria-labelledby="hosts-title">${hosts.map((host) => html`<li>
        <p><span class="mark ${tone(host)}">${icon(tone(host) === 'good' ? 'check' : 'warn')}${t(`hosts.${host.level}`)}</span>
          <span class="quiet">${host.available
            ? t(host.isolates_files ? 'hosts.ready' : 'hosts.open', { sandbox: heldBy(host.sandbox) })
            : t('hosts.off', { detail: inWords(host.detail) })}</span></p>
        ${host.available ? notStopped(host.level) : ''}
      </li>`)}</ul>`
    : '';
}

const tone = (host) => (!host.available ? '' : host.isolates_files ? 'good' : 'warn');
