import { Personal, PersonId } from '@ledger/kernel';
import { IsIdNumberShape, IsPersonName, IsPhone, Optional } from '../../shapes';

/** 人员登记: enter a learner once, city-wide, by ID number. */
export class RegisterPerson {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @Personal() @IsPersonName() name!: string;
  @Personal() @Optional() @IsPhone() phone?: string;
}
