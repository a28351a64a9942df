// The list of filters: how many tasks stand in each, not only in the open one as Tasklist shows it, asked for at the start,
// after each change that somebody makes here, and now and then; and no pencil for who may not change a filter.
import { get } from '../form.js';

const OPEN_ONLY = /<span ng-show="isFocused\(filter\)"\s+class="counter">\{\{ filterCount \}\}<\/span>/;
const EVERY = '<span class="counter" ng-show="isFocused(filter) || $root.tasksInFilter[filter.id] !== undefined">{{ isFocused(filter) && filterCount !== undefined ? filterCount : $root.tasksInFilter[filter.id] }}</span>';
const PENCIL = '<div class="actions"';
const NOW_AND_THEN = 30_000;
const SOON = 400; // ms; a change is often followed by another
const READING = /\/(list|count|singleResult)(\?|$)/;

// What Tasklist itself changes (claim, assign, complete) goes by XMLHttpRequest, what forms and actions change by fetch.
const changing = (method, url) => /^(POST|PUT|PATCH|DELETE)$/i.test(method) && /\/api\/(engine|steward)\//.test(url) && !READING.test(url);
const changed = () => window.dispatchEvent(new Event('steward:changed'));

const { open } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  if (changing(method, String(url))) {
    this.addEventListener('load', changed);
  }
  return open.call(this, method, url, ...rest);
};
const { fetch } = window;
window.fetch = async (url, init) => {
  const answer = await fetch(url, init);
  if (changing(init?.method ?? 'GET', String(url?.url ?? url))) {
    changed();
  }
  return answer;
};

window.angular.module('cam.tasklist.custom').decorator('camTasklistFiltersDirective', ['$delegate', directives => {
  directives.forEach(directive => {
    directive.template = directive.template.replace(OPEN_ONLY, EVERY).replace(PENCIL, `${PENCIL} ng-if="userCanCreateFilter"`);
  });
  return directives;
}]).run(['$rootScope', $rootScope => {
  let waiting;
  let asked = 0;
  let turn = 0;

  const ask = async () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (document.hidden || !$rootScope.authentication?.name) {
      return;
    }
    asked = Date.now();
    const mine = ++turn;
    try {
      const { items } = await get('filters/counts');
      if (mine === turn) { // a slow answer does not overwrite a newer one
        $rootScope.$applyAsync(() => {
          $rootScope.tasksInFilter = Object.fromEntries(items.map(({ filter, tasks }) => [filter, tasks]));
        });
      }
    } catch {
      // the next time is another try; the open filter is counted by Tasklist
    }
  };
  const soon = () => {
    waiting ??= setTimeout(ask, SOON);
  };

  $rootScope.$on('authentication.changed', () => {
    $rootScope.tasksInFilter = undefined;
    ask();
  });
  $rootScope.$on('refresh', () => Date.now() - asked >= NOW_AND_THEN && ask());
  document.addEventListener('visibilitychange', () => Date.now() - asked >= NOW_AND_THEN && ask());
  window.addEventListener('steward:changed', soon);
  ask();
}]);
