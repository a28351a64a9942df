// What can be done to a ticket beside its task: one implementation for all forms.
import { language } from './brand.js';
import { clear, fault, fill, instant, post, Problem, t } from './form.js';
import { codes } from './codes.js';
import { button, el, field, refresh } from './elements.js';
import { catalogue, site, staff, withRole } from './estate.js';
import { fillCategories, replies } from './fields.js';
import { keyed } from './keys.js';

const text = (name, rows = 3, most = 2000) => el('textarea', { 'data-field': name, rows, maxlength: most });

const colleagues = async (ticket, user) => {
  const select = el('select', { 'data-field': 'to' });
  fill(select, (await staff(ticket.site)).filter(person => ![user, ticket.owner].includes(person.user)), { value: 'user', text: withRole });
  return select;
};

const choice = (name, items) => {
  const select = el('select', { 'data-field': name });
  fill(select, items);
  return select;
};

const why = () => field(t('Why', '原因'), text('reason'));

/** All but technicians, as on the server; whoever owns a ticket speaks with its resident, too. */
const SPEAK_WITH_RESIDENTS = [
  'front-desk', 'monitoring-center', 'housekeeper', 'dispatcher', 'engineering-office', 'callback-agent', 'supervisor', 'manager', 'camunda-admin'
];
const speaks = ({ ticket, user, roles }) => ticket.owner === user || roles.some(role => SPEAK_WITH_RESIDENTS.includes(role));

/**
 * Each: what it is called, who sees it, its fields, what is sent from them (the values by their data-field), and what is said
 * when it is done, where needed of the ticket as it is then.
 */
const COMMANDS = [
  {
    name: 'reply',
    label: ['Reply to the resident', '答复住户'],
    seen: speaks,
    fields: ({ ticket }) => {
      const area = text('text', 4, 5000);
      const shown = field(t('Reply', '答复内容'), area);
      replies(area, { category: ticket.category, language: ticket.reporter?.language ?? language });
      return [shown];
    },
    done: ['The reply is on its way to the resident.', '答复已发给住户。']
  },
  {
    name: 'comment',
    label: ['Comment', '备注'],
    fields: about => [
      field(t('Comment', '备注内容'), text('text', 3, 5000)),
      ...(speaks(about)
        ? [el('label', { class: 'st-check' }, el('input', { type: 'checkbox', 'data-field': 'public' }), t('The resident may read it', '住户可见'))] : [])
    ],
    done: ['Noted.', '已记录。']
  },
  {
    name: 'urge',
    label: ['Urge', '催办'],
    fields: () => [field(t('What the resident says', '住户怎么说'), text('text'))],
    done: ['Counted, and the owner is told.', '已计入催办并通知负责人。']
  },
  {
    name: 'handover',
    label: ['Hand over', '交接'],
    seen: ({ ticket, user, leads }) => ticket.owner && (ticket.owner === user || leads),
    fields: async ({ ticket, user }) => [field(t('To', '交给'), await colleagues(ticket, user)), why()],
    done: ['Offered; until the colleague accepts it stays with its owner.', '已发出交接请求，对方接收前负责人不变。']
  },
  {
    name: 'reassign',
    label: ['Reassign', '改派'],
    seen: ({ leads }) => leads,
    fields: async ({ ticket, user }) => [field(t('New owner', '新负责人'), await colleagues(ticket, user)), why()],
    done: ['The ticket has a new owner.', '已改派负责人。']
  },
  {
    name: 'pause',
    label: ['Pause', '暂停计时'],
    seen: ({ ticket, user, leads, dispatches }) => ticket.status !== 'WAITING_RESIDENT' && (ticket.owner === user || leads || dispatches),
    fields: () => [
      field(t('What we wait for', '等待原因'), choice('reason', codes('pause'))),
      field(t('Until (if known)', '至（如已知）'), el('input', { type: 'datetime-local', 'data-field': 'until' }))
    ],
    done: ['The clocks stand still.', '计时已暂停。']
  },
  {
    name: 'resume',
    label: ['Resume', '恢复计时'],
    seen: ({ ticket, user, leads, dispatches }) => ticket.status === 'WAITING_RESIDENT' && (ticket.owner === user || leads || dispatches),
    fields: () => [],
    done: ['The clocks run again.', '计时已恢复。']
  },
  {
    name: 'reprioritise',
    label: ['Change priority', '调整优先级'],
    fields: ({ ticket }) => [field(t('Priority', '优先级'), choice('priority', codes('priority').filter(({ key }) => key !== ticket.priority))), why()],
    done: ['Priority and deadlines have changed.', '优先级和时限已调整。']
  },
  {
    name: 'split',
    label: ['Split off a request', '拆分新工单'],
    fields: async () => {
      const select = el('select', { 'data-field': 'category' });
      fillCategories(select, await catalogue());
      return [
        field(t('Category', '类别'), select),
        field(t('Kind', '类型'), choice('kind', codes('kind'))),
        field(t('Title', '标题'), el('input', { 'data-field': 'title', maxlength: 200 })),
        field(t('What the resident wants', '住户诉求'), text('description', 3, 5000))
      ];
    },
    done: ['A linked ticket was opened.', '已建立关联工单。']
  },
  {
    name: 'withdraw',
    label: ['Withdraw', '撤单'],
    danger: true,
    seen: speaks,
    fields: () => [el('p', {}, t('Ends the ticket: orders, visits and clocks with it; only a hazard that is worked on is still made safe.',
      '撤单将结束本工单及其派工、上门和计时；正在处理的险情仍会继续排除。')), why()],
    done: ({ status }) => (status === 'WITHDRAWN' ? ['Withdrawn.', '已撤单。'] : ['Noted; work on the hazard goes on.', '已记录，险情处理继续。'])
  }
];

const sent = (box, zone) => {
  const values = {};
  box.querySelectorAll('[data-field]').forEach(input => {
    const value = input.type === 'checkbox' ? input.checked
      : input.type === 'datetime-local' ? instant(input.value, zone)
        : input.value.trim();
    if (value !== '' && value !== undefined) {
      values[input.dataset.field] = value;
    }
  });
  return values;
};

/**
 * The actions of a ticket as a closed section: { element, draw }; draw() offers what fits the ticket as it is now.
 *
 * made: the form, with its ticket, user and roles. changed() is called after each action that was carried out.
 */
export const commands = (made, changed) => {
  const about = () => ({
    ticket: made.ticket,
    user: made.user,
    roles: made.roles,
    leads: made.roles.some(role => ['supervisor', 'manager'].includes(role)),
    dispatches: made.roles.includes('dispatcher')
  });
  const panel = el('div', { class: 'st-panel' });
  const buttons = el('div', { class: 'st-actions' });
  const element = el('details', { class: 'st-more' },
    el('summary', {}, t('More: reply, urge, hand over, pause …', '更多：答复、催办、交接、暂停……')), buttons, panel);

  const legal = () => COMMANDS.filter(({ seen }) => !seen || seen(about()));
  let offered = '';
  const draw = () => {
    const now = legal();
    const names = now.map(({ name }) => name).join();
    if (names !== offered && !panel.querySelector('[role="group"]')) {
      offered = names;
      buttons.replaceChildren(...now.map(command => button(t(...command.label), () => tried(command))), ...buttons.querySelectorAll('.st-give-back'));
    }
  };

  const kept = ({ name }) => Object.keys(made.draft.values).filter(one => one.startsWith(`${name}.`));
  const last = ({ name }) => `${name}.last`;
  const close = (command, ...told) => {
    made.draft.without(...kept(command).filter(name => name !== last(command)));
    panel.replaceChildren(...told);
    draw();
  };
  const carryOut = async (command, box, press, key) => {
    clear(box);
    const empty = [...box.querySelectorAll('[data-field]:not([type="checkbox"], [type="datetime-local"])')].filter(input => !input.value.trim());
    empty.forEach(input => fault(box, input.dataset.field, t('Please fill this in.', '此项必填。')));
    const blank = [...box.querySelectorAll('[data-field]')].filter(input => input.validity.customError);
    blank.forEach(input => fault(box, input.dataset.field, input.validationMessage));
    if (empty.length + blank.length) {
      return;
    }
    press.disabled = true;
    try {
      const zone = (await site(made.ticket.site))?.zone;
      const body = sent(box, zone);
      const ticket = await post(`tickets/${made.ticket.number}/${command.name}`, body, { key: key(body) });
      made.draft.without(last(command));
      const done = el('p', { class: 'st-done', role: 'status', tabindex: -1 },
        t(...(typeof command.done === 'function' ? command.done(ticket) : command.done)));
      close(command, done);
      done.focus();
      refresh();
      await changed();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      const named = problem.faults.length ? problem.faults : [{ field: '', message: problem.message }];
      named.forEach(({ field: of, message }) => fault(box, of, message));
    } finally {
      press.disabled = false;
    }
  };
  const open = async command => {
    made.keep(); // of the action before
    const box = el('div', { role: 'group', 'aria-label': t(...command.label) }, el('h4', {}, t(...command.label)));
    panel.replaceChildren(box);
    box.append(...(await command.fields(about())));
    const key = keyed(made.draft.values[last(command)], sent => made.draft.write({ [last(command)]: sent }));
    const press = button(t(...command.label), () => carryOut(command, box, press, key), command.danger ? 'st-go st-danger' : 'st-go');
    box.append(press, button(t('Cancel', '取消'), () => {
      close(command);
      element.querySelector('summary').focus();
    }));
    box.querySelectorAll('[data-field]').forEach(input => {
      input.dataset.draft = `${command.name}.${input.dataset.field}`;
      made.restored = made.restoreOne(input, made.draft.values) || made.restored;
    });
    return box;
  };
  const tried = async command => {
    try {
      (await open(command)).querySelector('select, input, textarea, button').focus();
    } catch (problem) {
      fault(panel, '', problem.message);
    }
  };

  /** What was being typed when the form was left. */
  const begun = () => legal().find(command => kept(command).some(name => made.draft.values[name].length));
  return {
    element,
    draw,
    restore: async () => {
      const command = begun();
      if (command) {
        element.open = true;
        await open(command);
      }
    }
  };
};
