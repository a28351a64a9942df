// The way to the task that is the reader's: from a link in a message, `#/?ticket=ST-2026-000001`, through the login where
// that is needed, and on to the next task of the same ticket when one is done.
import { engine, t } from './form.js';
import { note } from './note.js';

const SEEN_WITHIN = 3000;

const services = () => {
  const injector = window.angular.element(document.documentElement).injector();
  return { scope: injector.get('$rootScope'), location: injector.get('$location'), route: injector.get('$route') };
};

const wait = millis => new Promise(done => setTimeout(done, millis));

const first = async query => (await engine('task', { ...query, sortBy: 'created', sortOrder: 'desc', maxResults: 1 }))[0]?.id;

/** The reader's own task of a ticket. */
const own = (ticket, user) => first({ processInstanceBusinessKey: ticket, assignee: user });

/** Whether the reader has taken over since: with the next touch or key they go where they want. */
const reader = () => {
  const took = new AbortController();
  ['pointerdown', 'keydown'].forEach(sign => document.addEventListener(sign, () => took.abort(), { capture: true, signal: took.signal }));
  return took.signal;
};

/**
 * Shows a task, as a tap in the list does. Tasklist passes over a change of the address that falls together with one of its
 * own (it marks these as silent, and choosing a filter takes the task away), so it is looked whether the form is there.
 */
const show = async (task, took = reader(), from = undefined) => {
  const { scope, location, route } = services();
  const elsewhere = () => took.aborted || ![undefined, null, from, task].includes(location.search().task);
  const go = () => new Promise(done => scope.$applyAsync(() => done(location.search({ ...location.search(), ticket: null, task }))));
  if (elsewhere()) {
    return;
  }
  await go();
  for (let tries = 0; task && tries < 3; tries++) {
    for (let waited = 0; waited < SEEN_WITHIN; waited += 250) {
      await wait(250);
      if (document.querySelector(`form[data-task="${CSS.escape(task)}"]`) || elsewhere()) {
        return;
      }
    }
    await go();
    scope.$applyAsync(() => route.reload());
  }
};

/** After a task: the next one of the same ticket, when it is the reader's already. */
export const goOn = async (ticket, user, done) => {
  const took = reader();
  const next = await own(ticket, user).catch(() => undefined); // the list is there all the same
  if (next && next !== done) {
    await show(next, took, done);
  }
};

/** Theirs, else one that they can take, else any that they may read. */
const open = async (ticket, user) => {
  const task = await own(ticket, user) ?? await first({ processInstanceBusinessKey: ticket, candidateUser: user, unassigned: true })
    ?? await first({ processInstanceBusinessKey: ticket });
  if (task) {
    await show(task);
  } else {
    await show(null);
    note(t(`Nothing is open for you at ${ticket}: it is done, or somebody else has it.`, `${ticket} 目前没有需要您处理的任务：已完成或已由他人处理。`));
  }
};

window.angular?.module('cam.tasklist.custom').run(['$rootScope', '$location', ($rootScope, $location) => {
  let going = '';
  const look = () => {
    const { ticket } = $location.search();
    const user = $rootScope.authentication?.name;
    if (!ticket) {
      going = '';
    } else if (user && going !== ticket && $location.path() !== '/login') {
      going = ticket;
      open(ticket, user).catch(problem => note(problem.message));
    }
  };
  $rootScope.$on('$locationChangeSuccess', look);
  $rootScope.$watch('authentication', look);
}]);
