// Who is logged in, and in which roles.
import { engine } from '../form.js';

let known;

export const me = async () => {
  const user = window.angular.element(document.documentElement).injector().get('$rootScope').authentication?.name;
  if (known?.user !== user) {
    known = { user, roles: (await engine('group', { member: user, maxResults: 50 })).map(({ id }) => id) };
  }
  return known;
};
