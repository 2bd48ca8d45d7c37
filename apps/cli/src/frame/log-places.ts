import { eventStoreDbPlace, folderPlace, type LogPlace } from '@ledger/moving';

/** Every kind of place that the program knows logs in. */
export const LOG_PLACES: readonly LogPlace[] = [eventStoreDbPlace, folderPlace];

/** A place as it may be shown: without the user and password of an address. */
export const placeWords = (place: string): string => place.replace(/(?<=:\/\/)[^@/]*@/, '…@');
