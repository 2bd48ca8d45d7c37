import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_CODE = 'isCode';

export const CODE_PATTERN = /^[A-Za-z][A-Za-z0-9._|-]{0,63}$/;

/** 代码: the id of a project, occupation, rate, document kind …: a letter first, then letters, digits and `. _ | -`; at most 64. */
export const IsCode = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_CODE,
      validator: {
        // Names of the object prototype would become keys of lookup tables.
        validate: (value: unknown) =>
          typeof value === 'string' && CODE_PATTERN.test(value) && !(value in {}) && !/\d{11}/.test(value),
        defaultMessage: buildMessage(
          (each) => `${each}$property must be a code of letters, digits and . _ | - (at most 64)`,
          options,
        ),
      },
    },
    options,
  );
