// A note above everything: what a link found, what became of what was sent.
import { el } from './elements.js';

/** Shows text and links for a while, instead of the note before. */
export const note = (parts, millis = 8000) => {
  document.querySelector('.st-opening')?.remove();
  const shown = el('p', { class: 'st-opening', role: 'status' }, parts);
  document.body.append(shown);
  setTimeout(() => shown.remove(), millis);
};
