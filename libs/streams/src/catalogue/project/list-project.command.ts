import {
  CERTIFICATE_KINDS,
  LEVELS,
  PROGRAMME_IDS,
  TRAINING_NATURES,
  type CertificateKind,
  type DocumentRef,
  type Level,
  type ProgrammeId,
  type TrainingNature,
} from '@ledger/kernel';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { IsCode, IsDocument, IsLocalDate, Optional, PlainText } from '../../shapes';

/** 列入培训项目目录: what may be taught for a subsidy, from a day on. */
export class ListProject {
  @IsCode() projectId!: string;
  @PlainText(80) zh!: string;
  @PlainText(120) en!: string;
  @IsIn(PROGRAMME_IDS) programme!: ProgrammeId;
  @IsIn(TRAINING_NATURES) trainingNature!: TrainingNature;
  @IsIn(CERTIFICATE_KINDS) certKind!: CertificateKind;
  /** Graded kinds: the occupation, which must be listed itself. */
  @Optional() @IsCode() occupationId?: string;
  /** 工种 within the occupation. */
  @Optional() @PlainText(40) workType?: string;
  /** Ungraded kinds: 考核规范 item, 操作项目 or course. */
  @Optional() @IsCode() skillItem?: string;
  /** Special operations: first issue or renewal. */
  @Optional() @IsIn(['FIRST', 'RENEWAL']) issue?: 'FIRST' | 'RENEWAL';
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(LEVELS, { each: true })
  levels?: Level[];
  /** Class hours 学时 in all. */
  @IsInt() @Min(1) @Max(10_000) hours!: number;
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  @IsIn(['INSTITUTION', 'EMPLOYER'], { each: true })
  providers?: ('INSTITUTION' | 'EMPLOYER')[];
  /** 项目制. */
  @Optional() @IsBoolean() projectBased?: boolean;
  @Optional() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsCode({ each: true }) tags?: string[];
  @IsLocalDate() listedFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
