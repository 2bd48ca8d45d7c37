import { PersonId } from '@ledger/kernel';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, Matches } from 'class-validator';
import { IsIdNumberShape, IsInstant, IsStreamId } from '../../shapes';
import type { ProvincialSystem } from '../class.events';

export const PROVINCIAL_SYSTEMS = ['TRAINING_INFO', 'REAL_NAME'] as const satisfies readonly ProvincialSystem[];

/** 省系统登记: what a provincial system says of the class: its number, when it was registered there, and who is on its roster. */
export class RecordProvincialRegistration {
  @IsStreamId() classId!: string;
  @IsIn(PROVINCIAL_SYSTEMS) system!: ProvincialSystem;
  /** The system's own number of the class; shorter than an ID number, so that none can stand here. */
  @Matches(/^(?!.*\d{15})[0-9A-Za-z-]{4,40}$/) number!: string;
  @IsInstant() registeredAt!: string;
  /** ID numbers; they become pseudonyms. */
  @PersonId()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsIdNumberShape({ each: true })
  roster!: string[];
}
