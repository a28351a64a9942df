// Several tasks at once: check boxes on the cards of the list, the action above it, and what came of each in words. Only
// what is the same for all of them is offered: claiming, and steps whose form asks nothing about the single case. Whether
// a rejection stands, what a resident says on the return visit, what a visit came to: nobody decides that for ten at once.
import { clear, fault, fill, post, t } from '../form.js';
import { button, el, field, refresh } from '../elements.js';
import { staff, withRole } from '../estate.js';
import { keyed } from '../keys.js';
import { watch } from './cards.js';
import { me } from './me.js';

const chosen = new Map(); // task → what is known of it: { id, task, assignee, number, title, site, owner }
let selecting = false;
let user;
let roles = [];
let said; // what came of the last action
let asking; // the form of an action that is being filled in
let key = keyed();
const boxes = new Set(); // the cards in sight
let draw = () => {};

const leads = () => roles.some(role => ['supervisor', 'manager'].includes(role));
const ofOneSite = () => new Set([...chosen.values()].map(({ site }) => site)).size === 1;
const all = (...tasks) => [...chosen.values()].every(({ task }) => tasks.includes(task));

const colleague = async (label, only = () => true) => {
  const select = el('select', { name: 'to', required: true });
  const [{ site }] = chosen.values();
  fill(select, (await staff(site)).filter(only), { value: 'user', text: withRole });
  return field(label, select);
};
const why = () => field(t('Why', '原因'), el('textarea', { name: 'reason', rows: 2, maxlength: 2000, required: true }));

/** Each: when it is offered, whether it is given to a colleague, what it asks for once, and what is sent. */
const ACTIONS = [
  {
    label: ['Claim', '认领'],
    seen: () => [...chosen.values()].every(({ assignee }) => !assignee) && !all('userTask_takeOwnership'),
    send: () => ({ action: 'claim' })
  },
  {
    label: ['Take as owner', '受理'],
    seen: () => all('userTask_takeOwnership'),
    send: () => ({ action: 'complete' })
  },
  {
    label: ['Accept orders', '接单'],
    seen: () => all('userTask_acceptOrder'),
    send: () => ({ action: 'complete', variables: { accepted: true } })
  },
  {
    label: ['Accept hand-overs', '接收交接'],
    seen: () => all('userTask_acceptHandover'),
    send: () => ({ action: 'complete', variables: { accepted: true } })
  },
  {
    label: ['Assign a technician', '派工'],
    seen: () => all('userTask_assignTechnician') && roles.some(role => ['dispatcher', 'supervisor', 'monitoring-center'].includes(role)),
    given: true,
    fields: async () => [await colleague(t('Technician', '维修技工'), ({ role }) => role === 'technician')],
    send: ({ to }) => ({ action: 'complete', variables: { technician: to } })
  },
  {
    label: ['Hand over', '交接'],
    seen: () => [...chosen.values()].every(({ owner }) => owner === user),
    given: true,
    fields: async () => [await colleague(t('To', '交给')), why()],
    send: ({ to, reason }) => ({ action: 'handover', to, reason })
  },
  {
    label: ['Reassign', '改派'],
    seen: leads,
    given: true,
    fields: async () => [await colleague(t('New owner', '新负责人')), why()],
    send: ({ to, reason }) => ({ action: 'reassign', to, reason })
  }
];

/** One line for each, the refused ones first: they are what somebody has to do something about. */
export const outcome = (items, told) => {
  const refused = items.filter(({ ok }) => !ok);
  return el('div', { class: 'st-outcome', role: 'status', tabindex: '-1' },
    el('p', {}, t(`${items.length - refused.length} of ${items.length} done.`, `已完成 ${items.length - refused.length} / ${items.length}。`)),
    el('ul', {}, [...refused, ...items.filter(({ ok }) => ok)].map(({ id, ok, problem }) =>
      el('li', { class: ok ? 'st-done' : 'st-refused' }, el('span', { class: 'st-number' }, told(id)),
        ok ? t('done', '完成') : problem.errors?.length ? problem.errors.map(({ detail }) => detail).join('; ') : problem.detail))));
};

const stop = () => {
  selecting = false;
  chosen.clear();
  said = asking = undefined;
  draw();
};

const NONE = t('Tick the tasks that are to be treated alike.', '请勾选要一起处理的任务。');
const ONE_SITE = t('To give them to a colleague, tick tasks of one site only.', '如需交给同事，请只勾选同一项目的任务。');
const trouble = message => el('p', { class: 'st-trouble', role: 'alert' }, message);

const perform = async (action, form, box) => {
  const values = form ? Object.fromEntries(new FormData(form)) : {};
  const missing = form && [...form.elements].find(control => control.required && !control.value.trim());
  if (form) {
    clear(form);
  }
  if (missing) {
    fault(form, missing.name, t('Please fill this in.', '此项必填。'));
    missing.focus();
    return;
  }
  if (!chosen.size) {
    form.prepend(trouble(NONE));
    return;
  }
  const names = new Map([...chosen].map(([id, { number, title }]) => [id, `${number} ${title}`]));
  const presses = box.querySelectorAll('button');
  presses.forEach(press => (press.disabled = true));
  try {
    const body = action.send(values);
    const { items } = await post('tasks/bulk', { ...body, tasks: [...chosen.keys()] }, { key: key(body) });
    key = keyed();
    items.filter(({ ok }) => ok).forEach(({ id }) => chosen.delete(id));
    said = outcome(items, id => names.get(id));
    asking = undefined;
    draw();
    said.focus();
    refresh();
  } catch (problem) {
    if (form) {
      form.prepend(trouble(problem.message));
    } else {
      said = trouble(problem.message);
      draw();
    }
  } finally {
    presses.forEach(press => (press.disabled = false));
  }
};

const ask = async (action, box) => {
  said = undefined;
  if (!action.fields) {
    return perform(action, undefined, box);
  }
  const form = el('form', { class: 'st-bulk-form', novalidate: true }, await action.fields(), el('div', { class: 'st-row' },
    button(t(...action.label), () => perform(action, form, box), 'st-go'), button(t('Cancel', '取消'), () => {
      asking = undefined;
      draw();
    })));
  form.addEventListener('submit', event => event.preventDefault());
  asking = form;
  draw();
  form.querySelector('select, textarea')?.focus();
};

const press = (action, box) => button(t(...action.label), () => ask(action, box).catch(problem => {
  said = trouble(problem.message);
  draw();
}), 'st-go');

const hint = text => el('span', { class: 'st-nothing' }, text);

/** What can be done with the chosen ones; a form that is being filled in stays, whatever else is ticked meanwhile. */
const actions = box => {
  if (asking) {
    return [asking];
  }
  if (!chosen.size) {
    return [hint(NONE)];
  }
  const fitting = ACTIONS.filter(({ seen }) => seen());
  const possible = fitting.filter(({ given }) => !given || ofOneSite());
  return [...possible.map(action => press(action, box)), possible.length < fitting.length && hint(ONE_SITE)].filter(Boolean);
};

const begin = () => {
  selecting = true;
  draw();
};

const everything = () => {
  boxes.forEach(({ known, choose }) => known() && choose(true));
  draw();
};

/** The bar above the list, of parts that stay: only what is in them changes. */
const bar = () => {
  const several = button(t('Select several', '批量处理'), begin, 'st-tap st-several');
  const count = el('strong', {});
  const doing = el('div', { class: 'st-row st-bulk-actions' });
  const told = el('div', {});
  const box = el('div', { class: 'st-bulk', role: 'group', tabindex: -1, 'aria-label': t('Several tasks at once', '批量处理任务') },
    el('div', { class: 'st-row' }, count,
      button(t('All on this page', '全选本页'), everything),
      button(t('Done selecting', '结束选择'), stop)),
    doing, told);
  return place => {
    const focused = place.contains(document.activeElement);
    const shown = selecting ? box : several;
    if (shown.parentElement !== place) {
      place.replaceChildren(shown);
    }
    count.textContent = t(`${chosen.size} selected`, `已选 ${chosen.size} 项`);
    if (!asking || !doing.contains(asking)) {
      doing.replaceChildren(...actions(box));
    }
    if (!said || said.parentElement !== told) {
      told.replaceChildren(...[said].filter(Boolean));
    }
    if (focused && !place.contains(document.activeElement)) {
      shown.focus(); // whose button has gone is still at the bar
    }
  };
};

/** The action, above the list. */
const list = {
  id: 'steward-bulk',
  pluginPoint: 'tasklist.list',
  priority: 50, // below the search
  render: (node, _, scope) => {
    const place = el('div', { class: 'st-form st-bulk-place' });
    node.append(place);
    const show = bar();
    draw = () => {
      show(place);
      boxes.forEach(box => box.show());
    };
    draw();
    me().then(reader => {
      ({ user, roles } = reader);
    });
    // what is not in sight any more is not chosen either
    const opened = () => new URLSearchParams(window.location.hash.split('?')[1]).get('filter');
    let filter = opened();
    const off = scope?.$root.$on('$locationChangeSuccess', () => {
      if (filter && opened() !== filter) {
        stop();
      }
      filter = opened();
    });
    scope?.$on('$destroy', () => {
      off();
      stop();
      user = undefined; // who comes next may be somebody else
      roles = [];
    });
  }
};

const REDRAWN = 500; // ms in which a card that was only drawn anew is there again

/** What has gone from the list, by a search or to another page, is not acted on. */
const prune = () => {
  const seen = new Set([...boxes].map(({ task }) => task));
  const gone = [...chosen.keys()].filter(task => !seen.has(task));
  gone.forEach(task => chosen.delete(task));
  if (gone.length) {
    draw();
  }
};

/** The check box on a card. */
const pick = {
  id: 'steward-pick',
  pluginPoint: 'tasklist.card',
  priority: 400, // before the ticket
  render: (node, { taskId }, scope) => {
    let known;
    const check = el('input', { type: 'checkbox' });
    const words = el('span', {});
    const label = el('label', { class: 'st-pick', onclick: event => event.stopPropagation() }, check, words);
    const box = {
      task: taskId,
      known: () => known,
      choose: on => {
        said = undefined;
        if (on) {
          chosen.set(taskId, known);
        } else {
          chosen.delete(taskId);
        }
      },
      show: () => {
        label.hidden = !selecting || !known;
        check.checked = chosen.has(taskId);
      }
    };
    check.addEventListener('change', () => {
      box.choose(check.checked);
      draw();
    });
    boxes.add(box);
    node.append(label);
    const unwatch = watch(taskId, card => {
      known = card && { ...card.step, number: card.number, title: card.title, site: card.site, owner: card.owner };
      words.textContent = card ? t(`Select ${card.number}`, `选择 ${card.number}`) : '';
      box.show();
    });
    box.show();
    scope?.$on('$destroy', () => {
      boxes.delete(box);
      unwatch();
      if (chosen.has(taskId)) {
        setTimeout(prune, REDRAWN);
      }
    });
  }
};

export const bulk = [list, pick];
