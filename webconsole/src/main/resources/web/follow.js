/** Follows tasks: by server-sent events, by asking every second when those are not to be had; in every open window. */
import { eventsOf, get } from './api.js';
import { isFinal, store } from './store.js';
import { t } from './strings.js';
import { inWords } from './told.js';

const followed = new Set();
const mine = new Set();
const quiet = new Set();
const windows = new BroadcastChannel('ctos-tasks');
windows.onmessage = (event) => follow(event.data);

/** Follows a task that was started here; other windows are told of it. A part may show its failure in its own place. */
export function followMine(taskId, { failureShownElsewhere = false } = {}) {
  (failureShownElsewhere ? quiet : mine).add(taskId);
  windows.postMessage(taskId);
  follow(taskId);
}

/** Finds what runs, also after a reload. */
export async function followAll() {
  const { tasks } = await get('tasks');
  // What was found in a folder can be looked at again, also when the page was away at the end.
  tasks.filter((task) => task.action === 'import' && isFinal(task)).slice(0, 1).forEach(take);
  // How the last change of a skill ended is seen where its button is, also after a reload.
  const told = new Set(tasks.filter((task) => !isFinal(task)).map((task) => task.skill));
  tasks.filter((task) => isFinal(task) && task.skill && !told.has(task.skill)).forEach((task) => {
    told.add(task.skill);
    take(task);
  });
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
    if (problem.status === 401) {
      // Whoever logs in again asks for all that runs.
      followed.delete(taskId);
      return;
    }
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
    const importTask = !known && task.action === 'import' ? task.task_id : store.importTask;
    store.set({ importTask, tasks: new Map(store.tasks).set(task.task_id, task) });
  }
}

/** Where to look at what a task brought. */
function opening(task, skill) {
  if (task.action === 'import') {
    return store.imports ? null : { text: t('do.open'), run: () => store.set({ imports: true }) };
  }
  return skill ? { text: t('do.open'), run: () => store.set({ tools: skill }) } : null;
}

async function ended(task) {
  // A removed skill has its name only until the page asks anew.
  const before = store.installed.get(task.skill)?.name;
  await store.refresh().catch(() => {});
  if (task.state === 'succeeded') {
    const skill = store.installed.get(task.skill);
    const name = skill?.name ?? before;
    const text = name ? t('task.done.' + task.action, { name }) : t('task.done.all', { title: inWords(task.title) });
    store.toast(text, 'good', opening(task, skill));
  } else if (task.state === 'cancelled') {
    store.toast(t('task.cancelled'), 'warn');
  } else if (quiet.has(task.task_id)) {
    store.toast(t('task.failed', { title: inWords(task.title) }), 'bad');
  } else if (mine.has(task.task_id)) {
    store.set({ failure: { problem: task.problem ?? {}, task } });
  } else {
    store.toast(t('task.failed', { title: inWords(task.title) }), 'bad', {
      text: t('do.details'),
      run: () => store.set({ failure: { problem: task.problem ?? {}, task } }),
    });
  }
}
