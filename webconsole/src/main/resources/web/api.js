/** The container's REST, as the page asks it. Every failure is a Problem with words for people. */
import { idleHeader } from './activity.js';
import { t } from './strings.js';

const ROOT = '/ctos/api/v1/';

/** Tells of every answer that says that nobody is logged in any more. */
export const refusals = new EventTarget();

/** What the server told the page at its start: user, csrf, when the session ends, pages. */
export const start = JSON.parse(document.body.dataset.start);

/** Something that was asked for cannot be done: code, detail, next step, further lines. */
export class Problem extends Error {
  constructor({ status = 0, code = 'unknown', detail, next_step: next, more = [] }) {
    super(detail ?? t('problem.unknown'));
    Object.assign(this, { status, code, detail: this.message, next: next ?? t('problem.unknown.next'), more });
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      credentials: 'same-origin', ...options, headers: { ...idleHeader(), ...options.headers },
    });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem({
      code: 'unreachable', detail: t('problem.unreachable'), next_step: t('problem.unreachable.next'),
    });
  }
  if (response.status === 401) {
    refusals.dispatchEvent(new CustomEvent('session', { detail: { wanted: options.method !== undefined } }));
  }
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    throw new Problem({ status: response.status });
  }
  if (!response.ok) {
    throw new Problem({ status: response.status, ...body });
  }
  return body;
}

export const get = (path, options) => ask(path, options);

/** Takes the token of the session that is there now: perhaps somebody logged in anew in another window. */
export async function renew() {
  start.csrf = (await ask('session')).csrf;
}

/** A change with an old token was refused, so it can be asked for again with the new one. */
async function change(path, options) {
  const withToken = () => ({ ...options, headers: { ...options.headers, 'X-CTOS-CSRF': start.csrf } });
  try {
    return await ask(path, withToken());
  } catch (problem) {
    if (problem.code !== 'csrf_refused') {
      throw problem;
    }
    await renew();
    return ask(path, withToken());
  }
}

const send = (method, path, body, signal) =>
  change(path, {
    method, signal,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

/** Files go as they are; the browser writes the form around them. */
export const upload = (path, form, signal) => change(path, { method: 'POST', body: form, signal });

export const post = (path, body, signal) => send('POST', path, body, signal);
export const put = (path, body) => send('PUT', path, body);
export const remove = (path) => send('DELETE', path);

/** Where something is that a link leads to. */
export const addressOf = (path) => ROOT + path;

/** Where the events of a task come from. */
export const eventsOf = (taskId) => `${ROOT}tasks/${encodeURIComponent(taskId)}/events`;

/** A server that has begun, and not yet its REST, says in words of its own that there is nothing. */
const isAway = ({ code, status }) =>
  code === 'starting' || code === 'unreachable' || (code === 'unknown' && (status === 404 || status >= 500));

/** Asks until the container answers: while it starts, and while it is away. */
export async function patiently(question, waiting) {
  for (;;) {
    try {
      const answer = await question();
      waiting(null);
      return answer;
    } catch (problem) {
      if (!isAway(problem)) {
        waiting(null);
        throw problem;
      }
      waiting(problem.code === 'unreachable' ? 'unreachable' : 'starting');
      await new Promise((go) => setTimeout(go, 1000));
    }
  }
}
