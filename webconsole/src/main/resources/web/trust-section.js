/** Who stands behind a release, and what has to be agreed to one by one. What strangers wrote is text, kept in its own direction. */
import { html, live } from './lib.js';
import { shortPrint, wholePrint } from './fingerprint.js';
import { icon } from './icons.js';
import { said } from './said.js';
import { t, time } from './strings.js';
import { isUnsigned, unsignedDigest, unsignedTrust } from './unsigned.js';
import { told } from './told.js';

/** One item's part of a plan: publisher, who vouches, key, age, and what is unusual. */
export function trustSection(item) {
  const { trust, publisher, key_id: key, source } = item;
  if (!trust) {
    return '';
  }
  const { authority, words: all = [], published_at: signed, listed_at: listed } = trust;
  const words = list(all.filter((word) => !shownInBoxes(item).some((shown) => word.includes(shown))));
  if (isUnsigned(item)) {
    return html`<h4>${t('trust.title')}</h4>${unsignedTrust(item, words)}`;
  }
  return html`<h4>${t('trust.title')}</h4>
    <div class="trust small">
      <p>${icon(authority ? 'seal' : 'warn')} <strong>${said(publisher)}</strong>${authority
        ? html`${t('list.comma')}${t('trust.vouched')} ${said(authority)}`
        : html`${t('list.comma')}<strong>${t('trust.unvouched')}</strong>`}</p>
      <p class="quiet">${[
        t('trust.source', { source: source === 'disk' ? t('trust.disk') : source }),
        signed && t('trust.signed', { when: time(signed) }),
        listed && t('trust.listed', { when: time(listed) }),
      ].filter(Boolean).join(' · ')}</p>
      ${key ? shortPrint(key, t('plan.key')) : ''}
      ${words}
    </div>`;
}

const list = (words) =>
  words.length ? html`<ul class="lines warned">${words.map((word) => html`<li>${told(word)}</li>`)}</ul>` : '';

/** What the boxes below show whole; a sentence that says the same is not said twice. */
const shownInBoxes = ({ flags, key_id: key, sha256, trust }) => [
  ...(flags.includes('unverified') && sha256 ? ['sha256:' + sha256] : []),
  ...(flags.includes('suspicious') && trust.doubt ? [`(${trust.doubt.code}): ${trust.doubt.detail}`] : []),
  ...(flags.includes('unverified') && key ? ['sha256:' + key] : []),
  ...(flags.includes('new_key') && trust.key_change ? ['sha256:' + trust.key_change.now] : []),
];

/** One thing that a plain yes does not cover, with a box of its own that is never ticked beforehand. */
export function flagBox(item, flag, ticked, change) {
  const key = flag === 'unverified' && isUnsigned(item) ? 'unsigned' : flag;
  return html`<div class="notice ${flag === 'weaker_host' ? 'warn' : 'bad'} flag" data-flag=${flag}>
    <p>${icon('warn')} <strong>${t(`flag.${key}`)}</strong> ${t(`flag.${key}.about`)}</p>
    ${DETAILS[key]?.(item) ?? ''}
    <label class="tick"><input type="checkbox" .checked=${live(ticked)} @change=${(event) => change(event.target.checked)}
      ><span>${t(`flag.${key}.accept`)}</span></label>
  </div>`;
}

const quoted = (text) => html`<blockquote>${said(text)}</blockquote>`;

const DETAILS = {
  new_key: ({ trust }) => trust?.key_change
    ? html`<dl class="prints">
          <dt>${t('key.before')}</dt><dd>${wholePrint(trust.key_change.pinned)}</dd>
          <dt>${t('key.now')}</dt><dd>${wholePrint(trust.key_change.now)}</dd>
        </dl>
        <p>${t(`key.by.${trust.key_change.vouched_by}`, { when: time(trust.key_change.at) })}</p>
        ${trust.key_change.reason ? quoted(trust.key_change.reason) : ''}`
    : '',
  unverified: ({ key_id: key }) => key
    ? html`<p>${t('key.only')}</p><p>${wholePrint(key)}</p>`
    : '',
  unsigned: unsignedDigest,
  suspicious: ({ trust }) => trust?.doubt ? html`<blockquote>${told(trust.doubt.detail)}</blockquote><p>${told(trust.doubt.next_step)}</p>` : '',
  revoked: ({ trust }) => trust?.revoked
    ? html`<p>${t('revoked.on', { when: time(trust.revoked.at) })}</p>${quoted(trust.revoked.reason)}`
    : '',
};
