// Several tasks at once: check boxes on the cards of the list, the action above it, and what came of each in words. Only
// what is the same for all of them is offered: claiming, and steps whose form asks nothing about the single case. Whether
// a rejection stands, what a resident says on the return visit, what a visit came to: nobody decides that for ten at once.
import { clear, fault, fill, post, t } from '../form.js';
import { button, el, field, refresh } from '../elements.js';
import { staff, withRole } from '../estate.js';
import { watch } from './cards.js';
import { me } from './me.js';

const chosen = new Map(); // task → what is known of it: { id, task, assignee, number, title, site, owner }
let selecting = false;
let user;
let roles = [];
const boxes = new Set();
let draw = () => {};

const leads = () => roles.some(role => ['supervisor', 'manager'].includes(role));
const all = (...tasks) => [...chosen.values()].every(({ task }) => tasks.includes(task));

const colleague = async (label, only = () => true) => {
  const select = el('select', { name: 'to', required: true });
  const [{ site }] = chosen.values();
  fill(select, (await staff(site)).filter(only), { value: 'user', text: withRole });
  return field(label, select);
};
const why = () => field(t('Why', '原因'), el('textarea', { name: 'reason', rows: 2, maxlength: 2000, required: true }));

/** Each: when it is offered, what it asks for once, and what is sent. */
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
    fields: async () => [await colleague(t('Technician', '维修技工'), ({ role }) => role === 'technician')],
    send: ({ to }) => ({ action: 'complete', variables: { technician: to } })
  },
  {
    label: ['Hand over', '交接'],
    seen: () => [...chosen.values()].every(({ owner }) => owner === user),
    fields: async () => [await colleague(t('To', '交给')), why()],
    send: ({ to, reason }) => ({ action: 'handover', to, reason })
  },
  {
    label: ['Reassign', '改派'],
    seen: leads,
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
  draw();
};

const perform = async (action, form, bar) => {
  const values = form ? Object.fromEntries(new FormData(form)) : {};
  const missing = form && [...form.elements].find(control => control.required && !control.value.trim());
  if (missing) {
    clear(form);
    fault(form, missing.name, t('Please fill this in.', '此项必填。'));
    missing.focus();
    return;
  }
  const names = new Map([...chosen].map(([id, { number, title }]) => [id, `${number} ${title}`]));
  bar.querySelectorAll('button').forEach(press => (press.disabled = true));
  try {
    const { items } = await post('tasks/bulk', { ...action.send(values), tasks: [...chosen.keys()] });
    items.filter(({ ok }) => ok).forEach(({ id }) => chosen.delete(id));
    draw(outcome(items, id => names.get(id)));
    refresh();
  } catch (problem) {
    draw(el('p', { class: 'st-trouble', role: 'alert' }, problem.message));
  }
};

const ask = async (action, bar) => {
  if (!action.fields) {
    return perform(action, undefined, bar);
  }
  const form = el('form', { class: 'st-bulk-form', novalidate: true }, await action.fields(), el('div', { class: 'st-row' },
    button(t(...action.label), () => perform(action, form, bar), 'st-go'), button(t('Cancel', '取消'), () => draw())));
  form.addEventListener('submit', event => event.preventDefault());
  bar.querySelector('.st-bulk-actions').replaceChildren(form);
  form.querySelector('select, textarea')?.focus();
};

const bar = told => {
  if (!selecting) {
    return [button(t('Select several', '批量处理'), () => {
      selecting = true;
      draw();
    }, 'st-tap st-several'), told];
  }
  const box = el('div', { class: 'st-bulk', role: 'group', 'aria-label': t('Several tasks at once', '批量处理任务') },
    el('div', { class: 'st-row' },
      el('strong', {}, t(`${chosen.size} selected`, `已选 ${chosen.size} 项`)),
      button(t('All on this page', '全选本页'), () => boxes.forEach(({ known, choose }) => known() && choose(true))),
      button(t('Done selecting', '结束选择'), stop)),
    el('div', { class: 'st-row st-bulk-actions' }, chosen.size > 0
      ? ACTIONS.filter(({ seen }) => seen()).map(action => button(t(...action.label), () => ask(action, box), 'st-go'))
      : el('span', { class: 'st-nothing' }, t('Tick the tasks that are to be treated alike.', '请勾选要一起处理的任务。'))),
    told);
  return [box];
};

/** The action, above the list. */
const list = {
  id: 'steward-bulk',
  pluginPoint: 'tasklist.list',
  priority: 50, // below the search
  render: (node, _, scope) => {
    const place = el('div', { class: 'st-form st-bulk-place' });
    node.append(place);
    draw = told => {
      place.replaceChildren(...bar(told).filter(Boolean));
      place.querySelector('.st-outcome')?.focus();
      boxes.forEach(({ show }) => show());
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
    });
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
      known: () => known,
      choose: on => {
        if (on) {
          chosen.set(taskId, known);
        } else {
          chosen.delete(taskId);
        }
        draw();
      },
      show: () => {
        label.hidden = !selecting || !known;
        check.checked = chosen.has(taskId);
      }
    };
    check.addEventListener('change', () => box.choose(check.checked));
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
    });
  }
};

export const bulk = [list, pick];
