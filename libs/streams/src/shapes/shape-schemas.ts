import { CODE_PATTERN, IS_CODE } from './is-code';
import { IS_FEN, MAX_AMOUNT_FEN } from './is-fen';
import { IS_ID_NUMBER_SHAPE } from './is-id-number-shape';
import { IS_INSTANT } from './is-instant';
import { IS_JSON_VALUE } from './is-json-value';
import { IS_LOCAL_DATE } from './is-local-date';
import { IS_PERSON_NAME } from './is-person-name';
import { IS_PHONE } from './is-phone';
import { IS_STREAM_ID } from './is-stream-id';
import { IS_UNIT } from './is-unit';
import { IS_USCC } from './is-uscc';
import { PLAIN_TEXT } from './plain-text';

interface Constrained {
  readonly constraints?: readonly unknown[];
}

type ShapeSchema = Readonly<Record<string, string | number | readonly string[]>>;

/** JSON Schema of every shape of this folder, by validator name: the `additionalConverters` of class-validator-jsonschema. */
export const shapeSchemas: Readonly<Record<string, ShapeSchema | ((meta: Constrained) => ShapeSchema)>> = {
  [IS_LOCAL_DATE]: { type: 'string', format: 'date' },
  [IS_INSTANT]: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' },
  [IS_FEN]: (meta) => ({ type: 'integer', minimum: Number(meta.constraints?.[0] ?? 1), maximum: MAX_AMOUNT_FEN }),
  [IS_JSON_VALUE]: { type: ['number', 'string', 'boolean', 'array', 'object'] },
  [IS_UNIT]: { type: 'string', pattern: '^XC(-[0-9A-Z]{3,6})?$' },
  [IS_STREAM_ID]: { type: 'string', format: 'uuid' },
  [IS_USCC]: { type: 'string', pattern: '^[0-9A-Z]{18}$' },
  [IS_ID_NUMBER_SHAPE]: { type: 'string', minLength: 15, maxLength: 18 },
  [IS_PERSON_NAME]: { type: 'string', minLength: 1, maxLength: 400 },
  [IS_PHONE]: { type: 'string', minLength: 8, maxLength: 32 },
  [IS_CODE]: { type: 'string', pattern: CODE_PATTERN.source },
  [PLAIN_TEXT]: (meta) => ({ type: 'string', minLength: 1, maxLength: Number(meta.constraints?.[0] ?? 1) }),
};
