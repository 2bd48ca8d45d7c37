import { isUnitId } from '@ledger/kernel';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_UNIT = 'isUnit';

/** 单位: the city `XC` or one of its ten reporting units. */
export const IsUnit = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_UNIT,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isUnitId(value),
        defaultMessage: buildMessage(
          (each) => `${each}$property must be XC or one of its ten reporting units`,
          options,
        ),
      },
    },
    options,
  );
