/*
 * Forms of tickets, on top of form.js; Tasklist loads this (customScripts in scripts/config.js), and it adds to window.steward:
 *
 *   <form name="investigate" class="st-form">
 *     <div data-ticket ng-non-bindable></div>              number, title, where, who, clock and description are put here
 *     …
 *     <div data-more ng-non-bindable></div>                and the actions beside the task here
 *     <script cam-script type="text/form-script">
 *       steward.task(camForm, {
 *         open: async (form, ticket) => …,                 as in form.js, with the ticket, its zone in form.zone, form.order, form.roles
 *         give: form => form.values(false)                 the task's fields; this is what happens without it
 *       });
 *     </script>
 *   </form>
 *
 * The task is completed through our interface, so that a refusal names its fields.
 */
import * as base from './form.js';
import { code, codes, entryText } from './codes.js';
import { clockLine, seconds } from './clock.js';
import { commands } from './commands.js';
import { back, button, el, field, refresh } from './elements.js';
import * as estate from './estate.js';
import * as fields from './fields.js';
import { goOn } from './opening.js';
import { register } from './register.js';
import { technicians } from './suggestion.js';

const { form, get, engine, post, t, when } = base;

const MINUTE = 60_000;

const badge = (text, kind) => el('span', { class: `st-badge st-${kind}` }, text);

const person = (ticket, zone) => {
  const { reporter, contact, appointment } = ticket;
  return [
    reporter && (reporter.name || reporter.phone) && [
      el('dt', {}, t('Reported by', '报事人')),
      el('dd', {}, el('span', {}, [reporter.name, reporter.role && code('person', reporter.role), reporter.language === 'zh' ? '中文' : reporter.language === 'en' ? 'English' : reporter.language]
        .filter(Boolean).join(' · ')), fields.dial(reporter.phone))
    ],
    contact && [el('dt', {}, t('Gives access', '现场联系人')), el('dd', {}, el('span', {}, contact.name ?? ''), fields.dial(contact.phone))],
    appointment && [el('dt', {}, t('Asked for', '期望时间')), el('dd', {}, `${when(appointment.from, zone)} – ${when(appointment.to, zone, 'time')}`)]
  ].filter(Boolean).flat();
};

const appointed = (order, zone) => order?.slot && !order.endedAt && [
  el('dt', {}, t('Appointment', '预约')), el('dd', {}, `${when(order.slot.from, zone)} – ${when(order.slot.to, zone, 'time')}`)
];

/** The card above every form of a ticket. */
const card = async (ticket, zone) => {
  const [where, category, people] = await Promise.all([estate.where(ticket), estate.category(ticket.category), estate.staff(ticket.site).catch(() => [])]);
  const links = ticket.links ?? [];
  return el('section', { class: 'st-ticket' },
    el('div', { class: 'st-badges' }, el('span', { class: 'st-number' }, ticket.number),
      badge(code('priority', ticket.priority), ticket.priority.toLowerCase()), badge(code('status', ticket.status), 'state'),
      ticket.urges > 0 && badge(t(`urged ×${ticket.urges}`, `催办 ${ticket.urges} 次`), 'urgent')),
    el('h3', {}, ticket.title),
    clockLine(ticket.clocks, zone),
    el('dl', { class: 'st-facts' },
      el('dt', {}, t('Where', '位置')), el('dd', {}, [where, ticket.asset].filter(Boolean).join(' · ')),
      person(ticket, zone),
      appointed(ticket.orders?.at(-1), zone),
      el('dt', {}, t('Matter', '事项')), el('dd', {}, [code('kind', ticket.kind), base.say(category?.name ?? ticket.category)].join(' · ')),
      ticket.owner && [el('dt', {}, t('Owner', '负责人')), el('dd', {}, estate.nameOf(people, ticket.owner))],
      links.length > 0 && [el('dt', {}, t('Linked', '关联')), el('dd', {}, links.map(({ relation, ticket: other }) => `${code('link', relation)} ${other}`).join(t(', ', '、')))]),
    el('div', { class: 'st-description' }, ticket.description));
};

/** What the timeline has of the given types, the latest last, into `<div data-so-far>`. */
const soFar = async (made, types, title) => {
  const box = made.element.querySelector('[data-so-far]');
  const [{ items }, people] = await Promise.all([get(`tickets/${made.ticket.number}/timeline`), estate.staff(made.ticket.site).catch(() => [])]);
  const lines = items.filter(({ type }) => types.includes(type));
  if (lines.length) {
    box.replaceChildren(el('details', { open: lines.length <= 3 }, el('summary', {}, `${title} (${lines.length})`),
      el('ul', { class: 'st-so-far' }, lines.map(line => el('li', {},
        el('small', {}, [when(line.at, made.zone), code('entry', line.type), estate.nameOf(people, line.actor)].join(' · ')), entryText(line, made.zone))))));
  }
  return lines;
};

/** The task is done by other means than its form: Tasklist goes on as after completing it. */
const finish = camForm => {
  let scope = camForm.formElement.scope();
  while (scope && !scope.onFormCompletionCallback) {
    scope = scope.$parent;
  }
  scope?.$evalAsync(() => scope.onFormCompletionCallback(null, {}));
};

/** Nobody has claimed the task yet: the button for it, where the thumb is. */
const claim = camForm => {
  const theirs = document.querySelector('[cam-tasklist-task-meta] .claim');
  return theirs && !theirs.closest('.ng-hide') && el('p', { class: 'st-claim' }, button(t('Claim this task', '认领此任务'), () => {
    theirs.click();
    camForm.formElement[0].querySelector('.st-claim')?.remove();
  }, 'st-go'));
};

/** Claimed by mistake, or the shift ends: whoever has a task of a group puts it back, or a supervisor does. Asked when the actions are opened. */
const giveBack = (camForm, made, actions) => {
  const task = `task/${camForm.taskId}`;
  actions.addEventListener('toggle', async () => {
    actions.querySelector('.st-give-back')?.remove();
    if (!actions.open) {
      return;
    }
    const [{ assignee }, links] = await Promise.all([engine(task), engine(`${task}/identity-links`, { type: 'candidate' })]);
    const may = assignee === made.user || made.roles.some(role => ['supervisor', 'manager'].includes(role));
    if (actions.open && assignee && may && links.some(({ groupId }) => groupId)) {
      actions.querySelector('.st-actions').append(button(t('Give the task back', '退回任务'), async () => {
        try {
          await post(`tasks/${camForm.taskId}/unclaim`, {});
          made.done();
          finish(camForm);
          refresh();
        } catch (problem) {
          made.show(problem);
        }
      }, 'st-give-back'));
    }
  });
};

/** Makes an embedded form the form of a task of a ticket. */
export const task = (camForm, options = {}) => {
  camForm.formElement[0].dataset.task = camForm.taskId;
  const show = async made => {
    const [ticket, clocks] = await Promise.all([get(`tickets/${made.read('ticket')}`), get(`tickets/${made.read('ticket')}/clocks`)]);
    made.ticket = { ...ticket, clocks };
    made.order = ticket.orders?.at(-1);
    made.zone = (await estate.site(ticket.site))?.zone;
    const shown = await card(made.ticket, made.zone);
    const place = made.element.querySelector('[data-ticket]');
    const before = place.querySelector('.st-ticket');
    if (before) {
      before.replaceWith(shown);
    } else {
      place.append(back(), shown);
    }
    return made.ticket;
  };
  const tick = made => setTimeout(async () => {
    if (made.element.isConnected && !made.finished) {
      if (!document.hidden) {
        await show(made).catch(() => {}); // the next minute is another try
      }
      tick(made);
    }
  }, MINUTE);
  const made = form(camForm, {
    draft: options.draft,
    variables: ['ticket'],
    open: async made => {
      const ticket = await show(made);
      made.roles = (await engine('group', { member: made.user, maxResults: 50 })).map(({ id }) => id);
      made.know({
        home: Boolean(ticket.home), shared: !ticket.home, external: Boolean(made.order && made.order.provider !== 'OWN'), rework: Boolean(made.order?.rework)
      });
      tick(made);
      // after an action the list is read again, and the line above the form says the same as the cards
      made.camForm.formElement.scope?.()?.$on('refresh', () => show(made).catch(() => {}));
      if (options.claim !== false) {
        made.element.querySelector('[data-ticket]').append(claim(camForm) || '');
      }
      made.element.querySelector('[data-more]')?.replaceChildren(
        commands({ get ticket() { return made.ticket; }, user: made.user, roles: made.roles, changed: () => show(made) }));
      giveBack(camForm, made, made.element.querySelector('[data-more] details'));
      await options.open?.(made, ticket);
    },
    check: options.check,
    send: async made => {
      const variables = (await options.give?.(made)) ?? made.values(false);
      await post(`tasks/${camForm.taskId}/complete`, { variables });
      goOn(made.ticket.number, made.user, camForm.taskId);
      return {};
    }
  });
  made.soFar = (types, title) => soFar(made, types, title);
  /** One tap that does all of the task. */
  made.offer = (text, action) => {
    const press = button(text, async () => {
      press.disabled = true;
      base.clear(made.element);
      try {
        await action();
        made.done();
        finish(camForm);
        goOn(made.ticket.number, made.user, camForm.taskId);
      } catch (problem) {
        made.show(problem);
        press.disabled = false;
      }
    }, 'st-go');
    made.element.querySelector('[data-ticket]').append(el('p', { class: 'st-claim st-offer' }, press));
  };
  return made;
};

window.steward = Object.freeze({
  ...window.steward, ...fields, task, register, technicians, clockLine, seconds, code, codes, entryText, el, button, field, estate, refresh
});
