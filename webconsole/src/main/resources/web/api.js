/** The container's REST, as the page asks it. Every failure is a Problem with words for people. */
import { t } from './strings.js';

const ROOT = '/ctos/api/v1/';
const CONSOLE_LOGIN = '/ctos/login?next=';

/** What the server told the page at its start: user, csrf, pages. */
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
    response = await fetch(ROOT + path, { credentials: 'same-origin', ...options });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem({
      code: 'unreachable', detail: t('problem.unreachable'), next_step: t('problem.unreachable.next'),
    });
  }
  if (response.status === 401) {
    location.assign(CONSOLE_LOGIN + encodeURIComponent(location.pathname));
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

const send = (method, path, body) =>
  ask(path, {
    method,
    headers: { 'X-CTOS-CSRF': start.csrf, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

export const post = (path, body) => send('POST', path, body);
export const put = (path, body) => send('PUT', path, body);

/** Where the events of a task come from. */
export const eventsOf = (taskId) => `${ROOT}tasks/${encodeURIComponent(taskId)}/events`;

/** Asks until the container answers: while it starts, and while it is away. */
export async function patiently(question, waiting) {
  for (;;) {
    try {
      const answer = await question();
      waiting(null);
      return answer;
    } catch (problem) {
      if (problem.code !== 'starting' && problem.code !== 'unreachable') {
        waiting(null);
        throw problem;
      }
      waiting(problem.code);
      await new Promise((go) => setTimeout(go, 1000));
    }
  }
}

export async function logOut() {
  await fetch('/ctos/logout', { method: 'POST', redirect: 'manual' }).catch(() => {});
  location.assign('/ctos/login');
}
