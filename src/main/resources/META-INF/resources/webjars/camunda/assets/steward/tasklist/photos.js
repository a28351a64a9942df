// The photos of a ticket: what it looked like before and after, and other evidence; a tap shows one large.
import { get, photoAddress, t, when } from '../form.js';
import { code } from '../codes.js';
import { button, el } from '../elements.js';
import { nothing, tab } from './tab.js';

const source = (ticket, photo) => photoAddress(ticket.number, photo.id);

const told = (photo, about) => `${code('stage', photo.stage)} · ${about.name(photo.uploadedBy)} · ${when(photo.at, about.zone)}`;

/** One photo over the page, the others a key or a tap away; Escape closes it, as in every dialog. */
const large = (photos, first, about) => {
  let at = first;
  const image = el('img', { class: 'st-large' });
  const caption = el('figcaption', { 'aria-live': 'polite' });
  const show = step => {
    at = (at + step + photos.length) % photos.length;
    image.src = source(about.ticket, photos[at]);
    image.alt = told(photos[at], about);
    caption.textContent = `${at + 1} / ${photos.length} · ${told(photos[at], about)}`;
  };
  const close = button(t('Close', '关闭'), () => dialog.close(), 'st-tap');
  const dialog = el('dialog', {
    class: 'st-photo-dialog',
    'aria-label': t('Photo', '照片'),
    onclose: () => dialog.remove(),
    onclick: event => event.target === dialog && dialog.close(),
    onkeydown: event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) {
        show(step);
      }
    }
  },
  el('figure', {}, image, caption),
  el('p', { class: 'st-row' },
    photos.length > 1 && button(t('‹ Previous', '‹ 上一张'), () => show(-1), 'st-tap'),
    photos.length > 1 && button(t('Next ›', '下一张 ›'), () => show(1), 'st-tap'),
    close));
  document.body.append(dialog);
  show(0);
  dialog.showModal();
  close.focus();
};

const stages = ['BEFORE', 'AFTER', 'EVIDENCE'];

export const photos = tab({
  name: 'photos',
  label: ['Photos', '照片'],
  priority: 940,
  read: ({ ticket }) => get(`tickets/${ticket.number}/photos`),
  show: (about, { items }) => {
    const ordered = stages.flatMap(stage => items.filter(photo => photo.stage === stage));
    return ordered.length === 0
      ? nothing(t('No photos yet. What is taken before and after the work, and other evidence, will be shown here.',
        '暂无照片。维修前后的照片和其他凭证会显示在这里。'))
      : stages.map(stage => [stage, ordered.filter(photo => photo.stage === stage)]).filter(([, some]) => some.length).map(([stage, some]) =>
        el('section', {}, el('h4', {}, `${code('stage', stage)} (${some.length})`),
          el('ul', { class: 'st-thumbs' }, some.map(photo => el('li', {},
            el('button', {
              type: 'button', class: 'st-thumb', 'data-key': photo.id,
              'aria-label': t(`Show large: ${told(photo, about)}`, `查看大图：${told(photo, about)}`),
              onclick: () => large(ordered, ordered.indexOf(photo), about)
            }, el('img', { src: source(about.ticket, photo), alt: '', loading: 'lazy', width: photo.width, height: photo.height })),
            el('small', {}, about.name(photo.uploadedBy)),
            el('small', {}, when(photo.at, about.zone)))))));
  }
});
