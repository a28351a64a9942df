// Steward in Tasklist: one module per plugin point, each with what it exports to Tasklist. They live beside the forms'
// library (assets/steward), whose parts they share; ticket.js is not among what they may import: it would run twice.
import { bulk } from '../../../../../../assets/steward/tasklist/bulk.js';
import { card } from '../../../../../../assets/steward/tasklist/card.js';
import { shift } from '../../../../../../assets/steward/tasklist/shift.js';
import { tabs } from '../../../../../../assets/steward/tasklist/tabs.js';

export default [card, ...tabs, ...bulk, shift];
