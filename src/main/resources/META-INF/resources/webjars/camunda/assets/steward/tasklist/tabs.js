// The tabs beside the form, in their order.
import { photos } from './photos.js';
import { resident } from './resident.js';
import { timeline } from './timeline.js';
import { why } from './why.js';

export const tabs = [timeline, photos, resident, why];
