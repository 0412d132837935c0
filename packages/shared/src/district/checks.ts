import type { DistrictFiles, Problem } from './files.ts';
export function crossCheck(_files: DistrictFiles): Problem[] {
  return [];
}
