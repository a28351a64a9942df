// The way to the task that is the reader's: from a link in a message, `#/?ticket=ST-2026-000001`, through the login where
// that is needed, and on to the next task of the same ticket when one is done.
import { engine, t } from './form.js';
import { el } from './elements.js';

const services = () => {
  const injector = window.angular.element(document.documentElement).injector();
  return { scope: injector.get('$rootScope'), location: injector.get('$location') };
};

const first = async query => (await engine('task', { ...query, sortBy: 'created', sortOrder: 'desc', maxResults: 1 }))[0]?.id;

/** The reader's own task of a ticket. */
const own = (ticket, user) => first({ processInstanceBusinessKey: ticket, assignee: user });

/** Shows a task, as a tap in the list does. */
const show = task => {
  const { scope, location } = services();
  scope.$applyAsync(() => location.search({ ...location.search(), ticket: null, task }));
};

/** After a task: the next one of the same ticket, when it is the reader's already. */
export const goOn = async (ticket, user, done) => {
  const next = await own(ticket, user).catch(() => undefined); // the list is there all the same
  if (next && next !== done) {
    show(next);
  }
};

const say = text => {
  document.querySelector('.st-opening')?.remove();
  const note = el('p', { class: 'st-opening', role: 'status' }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 8000);
};

/** Theirs, else one that they can take, else any that they may read. */
const open = async (ticket, user) => {
  const task = await own(ticket, user) ?? await first({ processInstanceBusinessKey: ticket, candidateUser: user, unassigned: true })
    ?? await first({ processInstanceBusinessKey: ticket });
  show(task ?? null);
  if (!task) {
    say(t(`Nothing is open for you at ${ticket}: it is done, or somebody else has it.`, `${ticket} 目前没有需要您处理的任务：已完成或已由他人处理。`));
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
      open(ticket, user).catch(problem => say(problem.message));
    }
  };
  $rootScope.$on('$locationChangeSuccess', look);
  $rootScope.$watch('authentication', look);
}]);
