/** Follows tasks: by server-sent events, by asking every second when those are not to be had; in every open window. */
import { eventsOf, get } from './api.js';
import { isFinal, store } from './store.js';
import { t } from './strings.js';

const followed = new Set();
const mine = new Set();
const windows = new BroadcastChannel('ctos-tasks');
windows.onmessage = (event) => follow(event.data);

/** Follows a task that was started here; other windows are told of it. */
export function followMine(taskId) {
  mine.add(taskId);
  windows.postMessage(taskId);
  follow(taskId);
}

/** Finds what runs, also after a reload. */
export async function followAll() {
  const { tasks } = await get('tasks');
  tasks.filter((task) => !isFinal(task)).forEach((task) => {
    take(task);
    follow(task.task_id);
  });
}

function follow(taskId) {
  if (followed.has(taskId)) {
    return;
  }
  followed.add(taskId);
  const events = new EventSource(eventsOf(taskId));
  events.addEventListener('task', (event) => {
    const task = JSON.parse(event.data);
    take(task);
    if (isFinal(task)) {
      events.close();
      ended(task);
    }
  });
  events.onerror = () => {
    events.close();
    poll(taskId);
  };
}

async function poll(taskId) {
  try {
    const task = await get('tasks/' + encodeURIComponent(taskId));
    take(task);
    if (isFinal(task)) {
      ended(task);
      return;
    }
  } catch (problem) {
    if (problem.status === 404) {
      store.tasks.delete(taskId);
      store.set({ tasks: store.tasks });
      return;
    }
  }
  setTimeout(() => poll(taskId), 1000);
}

/** Of two states the newer one counts, however they came. */
function take(task) {
  const known = store.tasks.get(task.task_id);
  if (!known || task.revision >= known.revision) {
    store.set({ tasks: new Map(store.tasks).set(task.task_id, task) });
  }
}

async function ended(task) {
  // A removed skill has its name only until the page asks anew.
  const before = store.installed.get(task.skill)?.name;
  await store.refresh().catch(() => {});
  if (task.state === 'succeeded') {
    const skill = store.installed.get(task.skill);
    const name = skill?.name ?? before;
    const text = name ? t('task.done.' + task.action, { name }) : t('task.done.all', { title: task.title });
    store.toast(text, 'good', skill ? { text: t('do.open'), run: () => store.set({ tools: skill }) } : null);
  } else if (task.state === 'cancelled') {
    store.toast(t('task.cancelled'), 'warn');
  } else if (mine.has(task.task_id)) {
    store.set({ failure: { problem: task.problem ?? {}, task } });
  } else {
    store.toast(t('task.failed', { title: task.title }), 'bad', {
      text: t('do.details'),
      run: () => store.set({ failure: { problem: task.problem ?? {}, task } }),
    });
  }
}
