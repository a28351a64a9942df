// Steward in Tasklist: one module per plugin point, each with what it exports to Tasklist. They live beside the forms'
// library (assets/steward), whose parts they share; ticket.js is not among what they may import: it would run twice.
import { card } from '../../../../../../assets/steward/tasklist/card.js';
import { tabs } from '../../../../../../assets/steward/tasklist/tabs.js';

export default [card, ...tabs];
