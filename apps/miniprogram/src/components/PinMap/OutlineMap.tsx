import { type PointerEvent, useMemo, useRef } from 'react';
import { type LngLat, middleOf, projectionOf } from './project.ts';

export interface Outline {
  id: string;
  name: string;
  polygon: LngLat[];
}

interface Props {
  outlines: readonly Outline[];
  point: LngLat | null;
  onPoint: (point: LngLat) => void;
}

/** A map without a map service: the outlines of the grids, and a pin that is put by a tap or dragged. Whoever can't see it has the list. */
export function OutlineMap({ outlines, point, onPoint }: Props) {
  const projection = useMemo(() => projectionOf(outlines.map(({ polygon }) => polygon)), [outlines]);
  const { width, height, toPicture, toMap } = projection;
  const dragging = useRef(false);

  const put = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint(toMap(((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height));
  };
  return (
    <svg
      className="pinmap__outlines"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="网格示意图，点一下放图钉；也可以从列表选位置"
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        put(event);
      }}
      onPointerMove={(event) => {
        if (dragging.current) put(event);
      }}
      onPointerUp={() => {
        dragging.current = false;
      }}
    >
      <title>网格示意图</title>
      {outlines.map(({ id, polygon }) => (
        <polygon
          key={id}
          className="pinmap__grid"
          points={polygon.map((corner) => toPicture(corner).join(',')).join(' ')}
        />
      ))}
      {outlines.map(({ id, name, polygon }) => {
        const [x, y] = toPicture(middleOf(polygon));
        return (
          <text key={id} className="pinmap__name" x={x} y={y} fontSize={40}>
            {name}
          </text>
        );
      })}
      {point && <Pin at={toPicture(point)} />}
    </svg>
  );
}

function Pin({ at: [x, y] }: { at: [number, number] }) {
  return (
    <g className="pinmap__pin" transform={`translate(${x} ${y})`}>
      <path d="M0 0c-22-34-44-56-44-86a44 44 0 0 1 88 0c0 30-22 52-44 86z" />
      <circle cx="0" cy="-86" r="16" />
    </g>
  );
}
