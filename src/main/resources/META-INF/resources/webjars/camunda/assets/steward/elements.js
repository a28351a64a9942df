// Builds parts of a page; what people wrote goes in as text, never as markup.
import { t } from './form.js';

/** `el('a', { class: 'st-tap', href, onclick }, 'text', child)`; empty attributes and children are left out. */
export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false && child !== ''));
  return node;
};

let ids = 0;

/** A label and its control: `field(t('Why', '原因'), el('textarea'))`. */
export const field = (text, control, ...more) => {
  control.id ||= `st-control-${++ids}`;
  return el('div', {}, el('label', { for: control.id }, text), control, ...more);
};

/** A line of `<dl class="st-facts">`; nothing when there is nothing to tell. */
export const fact = (name, ...values) => values.some(Boolean) && [el('dt', {}, name), el('dd', {}, values)];

export const button = (text, onclick, kind = 'st-tap') => el('button', { type: 'button', class: kind, onclick }, text);

/** Lets Tasklist read its lists and the task again. */
export const refresh = () => {
  const scope = window.angular?.element(document.documentElement).injector()?.get('$rootScope');
  scope?.$applyAsync(() => scope.$broadcast('refresh'));
};

/** On a phone, where the task covers the lists: back to them. */
export const back = () => button(t('‹ All tasks', '‹ 全部任务'), () => {
  const injector = window.angular.element(document.documentElement).injector();
  injector.get('$rootScope').$applyAsync(() => injector.get('$location').search({ ...injector.get('$location').search(), task: null }));
}, 'st-back');
