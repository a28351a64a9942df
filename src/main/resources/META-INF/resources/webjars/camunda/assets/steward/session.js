// A computer that several people use: drafts that are too old go at the start, those of somebody who logs out with them, in
// whichever of the four applications. Whose session has only run out finds them again, and nobody sees what was open.
import { Draft } from './draft.js';

const OPEN = 'dialog.st-shift, dialog.st-photo-dialog';

/** Watches who is logged in to an application: `tasklist`, `cockpit`, `admin`, `welcome`. */
export const watch = application => window.angular.module(`cam.${application}.custom`).run(['$rootScope', $rootScope => {
  let user;
  Draft.purge();
  $rootScope.$on('authentication.changed', (_, now) => {
    user = now?.name ?? user;
    if (now) {
      Draft.arrive();
    } else {
      document.querySelectorAll(OPEN).forEach(dialog => dialog.close());
      document.querySelector('.st-opening')?.remove();
    }
  });
  $rootScope.$on('authentication.logout.success', () => Draft.forget(user));
}]);
