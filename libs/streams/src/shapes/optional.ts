import { ValidateIf } from 'class-validator';

/** 可选: the field may be left out. Unlike IsOptional it may not be null, which deciders would have to tell from absent. */
export const Optional = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
