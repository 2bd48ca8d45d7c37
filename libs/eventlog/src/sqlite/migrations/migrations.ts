import { eventsClaimsMeta } from './0001-events-claims-meta';
import type { Migration } from './migration';

export const migrations: readonly Migration[] = [eventsClaimsMeta];
