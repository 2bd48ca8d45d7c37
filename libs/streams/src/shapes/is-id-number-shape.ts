import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_ID_NUMBER_SHAPE = 'isIdNumberShape';

/** 身份证号 by shape only (C.1): 15 to 18 characters as people write it. A wrong check character or date is a refusal. */
export const IsIdNumberShape = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_ID_NUMBER_SHAPE,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && /^[0-9０-９A-Za-zＸｘ]{15,18}$/.test(value),
        // The value is never quoted: it is personal data.
        defaultMessage: buildMessage((each) => `${each}$property must be an ID number of 15 or 18 characters`, options),
      },
    },
    options,
  );
