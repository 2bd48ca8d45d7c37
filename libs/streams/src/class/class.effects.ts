import { drawEffects } from './money/draw.effects';
import { placeEffects } from './roster/place.effects';

/** Steps that the commands of cases take on a class: places and draws. */
export const classEffects = { ...placeEffects, ...drawEffects };
