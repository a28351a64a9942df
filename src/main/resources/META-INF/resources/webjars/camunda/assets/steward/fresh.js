// What is on the page is read again: at once after something was changed here, and each minute while somebody looks.
import { t, when } from './form.js';
import { el } from './elements.js';
import { turn } from './turns.js';

const MINUTE = 60_000;

/** Of which minute something is that cannot be read anew. */
export const stale = at => {
  const minute = when(new Date(at).toISOString(), undefined, 'time');
  return el('p', { class: 'st-stale' }, t(`No connection: as of ${minute}`, `网络已断开：${minute} 的数据`));
};

/**
 * `const draw = fresh(scope, box, { read, show })`: draw() shows what read answers, unless it was asked for again meanwhile, and
 * then goes on by itself until the scope ends. Once something is shown, a failure leaves it there and says how old it is.
 */
export const fresh = (scope, box, { read, show }) => {
  let asked = 0;
  let changed = false;
  let at;
  const draw = async () => {
    const late = turn(box);
    asked = Date.now();
    changed = false;
    try {
      const found = await read();
      if (!late()) {
        show(found);
        at = Date.now();
      }
    } catch (problem) {
      if (at === undefined) {
        throw problem;
      }
      if (!late()) {
        box.querySelectorAll('.st-stale').forEach(line => line.remove());
        box.querySelector('.st-clock')?.append(stale(at));
      }
    }
  };
  const again = () => {
    if (at !== undefined && !document.hidden && (changed || Date.now() - asked >= MINUTE)) {
      draw();
    }
  };
  const note = () => {
    changed = true;
  };
  window.addEventListener('steward:changed', note); // of tasklist/counts.js
  document.addEventListener('visibilitychange', again);
  scope?.$on('refresh', again); // Tasklist's, every ten seconds, and ours
  scope?.$on('$destroy', () => {
    window.removeEventListener('steward:changed', note);
    document.removeEventListener('visibilitychange', again);
  });
  return draw;
};
