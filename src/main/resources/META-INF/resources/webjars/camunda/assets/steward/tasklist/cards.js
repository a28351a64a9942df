// What is known of the tickets behind the tasks on the page: one request for all of them, and again each minute while somebody looks.
import { get } from '../form.js';

const MINUTE = 60_000;
const MOST = 100; // as many as the server takes at once
const TOGETHER = 20; // ms in which the cards of a page are drawn

const shown = new Map(); // task → those who show it
const known = new Map(); // task → { card, at }: the ticket, or null where the task has none; the reader's time of the answer
let waiting;
let asked = 0;

const tell = (task, answer) => shown.get(task)?.forEach(show => show(answer.card, answer));

const learn = (tasks, items) => {
  const at = Date.now();
  const byTask = new Map(items.flatMap(card => card.tasks.map(step => [step.id, { ...card, step }])));
  tasks.forEach(task => {
    known.set(task, { card: byTask.get(task) ?? null, at, fresh: true });
    tell(task, known.get(task));
  });
};

const ask = async () => {
  clearTimeout(waiting);
  waiting = undefined;
  const tasks = [...shown.keys()];
  if (!tasks.length || document.hidden) {
    return;
  }
  asked = Date.now();
  [...known.keys()].filter(task => !shown.has(task)).forEach(task => known.delete(task));
  for (let from = 0; from < tasks.length; from += MOST) {
    const some = tasks.slice(from, from + MOST);
    try {
      learn(some, (await get('clocks', { tasks: some.join(',') })).items);
    } catch {
      some.filter(task => known.has(task)).forEach(task => { // the next minute is another try; until then it says how old it is
        known.get(task).fresh = false;
        tell(task, known.get(task));
      });
    }
  }
};

const soon = () => {
  waiting ??= setTimeout(ask, TOGETHER);
};

/** Calls show(card, { at, fresh }) with what is known, now and whenever it is asked for again; answers how to stop that. */
export const watch = (task, show) => {
  shown.set(task, (shown.get(task) ?? new Set()).add(show));
  if (known.has(task)) {
    show(known.get(task).card, known.get(task));
  }
  soon();
  return () => {
    shown.get(task)?.delete(show);
    if (!shown.get(task)?.size) {
      shown.delete(task);
    }
  };
};

/** The ticket of one task; null where it has none. */
export const cardOf = async task => known.get(task)?.card ?? (await get('clocks', { tasks: task })).items.map(card => ({ ...card, step: card.tasks[0] }))[0] ?? null;

setInterval(ask, MINUTE);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && Date.now() - asked >= MINUTE / 2) {
    ask();
  }
});
