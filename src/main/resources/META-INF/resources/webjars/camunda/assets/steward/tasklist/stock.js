// What stock Tasklist shows beside a task and is of no use here: the tabs History and Description, empty for staff, whose place
// our Timeline has; and the link to Cockpit for whoever is not let in there.
const EMPTY = ['task-detail-history', 'task-detail-description'];

window.angular.module('cam.tasklist.custom').decorator('camTasklistTaskDirective', ['$delegate', directives => {
  directives.forEach(directive => {
    directive.template = directive.template.replace('ng-if="instanceLink"', `ng-if="instanceLink && $root.authentication.canAccess('cockpit')"`);
  });
  return directives;
}]).run(['Views', Views => {
  const tabs = Views.getProviders({ component: 'tasklist.task.detail' });
  tabs.splice(0, tabs.length, ...tabs.filter(({ id }) => !EMPTY.includes(id)));
}]);
