import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';
import type { ProvincialSystem } from '../class.events';
import { PROVINCIAL_SYSTEMS } from './record-provincial-registration.command';

/** 省系统登记撤回: a registration recorded in error no longer counts; the right one is recorded after. */
export class WithdrawProvincialRegistration {
  @IsStreamId() classId!: string;
  @IsIn(PROVINCIAL_SYSTEMS) system!: ProvincialSystem;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
