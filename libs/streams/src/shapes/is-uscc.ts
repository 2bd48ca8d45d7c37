import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

export const IS_USCC = 'isUscc';

/** 统一社会信用代码 by shape only (C.2): 18 capitals and digits. A wrong check character is a refusal, not an invalid command. */
export const IsUscc = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: IS_USCC,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && /^[0-9A-Z]{18}$/.test(value),
        defaultMessage: buildMessage((each) => `${each}$property must have 18 capital letters and digits`, options),
      },
    },
    options,
  );
