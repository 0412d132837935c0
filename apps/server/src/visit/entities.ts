import { ReporterLookEntity } from './reporter-look.entity.ts';
import { VisitEntity } from './visit.entity.ts';

export const VISIT_ENTITIES = [VisitEntity, ReporterLookEntity];
