// What stock Tasklist shows beside a task and is of no use here: the tabs History and Description, empty for staff, whose place
// our Timeline has; the link to Cockpit for whoever is not let in there; and the note over the form's button that names the next
// task of a ticket, which opens by itself.
const EMPTY = ['task-detail-history', 'task-detail-description'];

window.angular.module('cam.tasklist.custom').decorator('camTasklistTaskDirective', ['$delegate', directives => {
  directives.forEach(directive => {
    directive.template = directive.template.replace('ng-if="instanceLink"', `ng-if="instanceLink && $root.authentication.canAccess('cockpit')"`);
  });
  return directives;
}]).decorator('assignNotification', [() => () => {}]).run(['Views', Views => {
  const tabs = Views.getProviders({ component: 'tasklist.task.detail' });
  tabs.splice(0, tabs.length, ...tabs.filter(({ id }) => !EMPTY.includes(id)));
}]);
