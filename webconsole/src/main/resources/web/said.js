/**
 * What strangers wrote, as text: kept in its own direction, and with every character written out that would hide, turn or
 * break it. A name that reads "gnp.exe" backwards is not to look like a picture.
 * A moment that a machine wrote is shown as people read it. What the container itself says goes through told.js.
 */
import { html } from './lib.js';
import { time } from './strings.js';

const TREACHEROUS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu;

export const plain = (text) =>
  String(text ?? '').replace(TREACHEROUS, (one) => `\\u{${one.codePointAt(0).toString(16)}}`);

const MOMENT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/gu;

/** As words alone. */
export const readable = (text) => plain(text).replace(MOMENT, (moment) => time(moment));

export const said = (text) => html`<bdi>${readable(text)}</bdi>`;
