/** What a plan says of a release that nobody signed: a legacy skill is known by the place it came from and by its digest. */
import { html } from './lib.js';
import { shortPrint, wholePrint } from './fingerprint.js';
import { icon } from './icons.js';
import { sourceName } from './legacy.js';
import { said } from './said.js';
import { t, time } from './strings.js';

/** Nobody vouches for any legacy skill; none of them is signed. */
export const isUnsigned = ({ tier, trust }) => tier === 'legacy' && !trust?.authority;

/** Who stands behind it: nobody; and what is held fast instead. */
export function unsignedTrust({ trust, publisher, key_id: place, source, sha256, flags }, words) {
  return html`<div class="trust small" data-unsigned>
    <p>${icon('warn')} <strong>${said(publisher)}</strong>${t('list.comma')}<strong>${t('legacy.unproven')}</strong></p>
    <p class="quiet">${said([
      t('trust.source', { source: sourceName(source) }),
      trust.published_at && t('trust.published', { when: time(trust.published_at) }),
      trust.listed_at && t('trust.listed', { when: time(trust.listed_at) }),
    ].filter(Boolean).join(' · '))}</p>
    ${flags.includes('unverified') ? '' : shortPrint(sha256, t('legacy.digest'))}
    ${place ? shortPrint(place, t('legacy.place')) : ''}
    ${words}
  </div>`;
}

/** In the box of its own yes: the only thing that can be compared. */
export const unsignedDigest = ({ sha256 }) => html`<p>${t('legacy.digest.compare')}</p><p>${wholePrint(sha256)}</p>`;
