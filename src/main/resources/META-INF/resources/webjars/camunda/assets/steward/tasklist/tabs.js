// The tabs beside the form, in their order.
import { timeline } from './timeline.js';

export const tabs = [timeline];
