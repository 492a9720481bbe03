/**
 * How wide a text is in the product's font, in pixels: by the browser's own measure, once per text.
 */
let canvas: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, number>();
const keptTexts = 2000;

export function textWidth(text: string, font = "600 12px 'Inter Variable', system-ui, sans-serif"): number {
  const key = `${font}|${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return text.length * 7;
  canvas.font = font;
  const width = Math.ceil(canvas.measureText(text).width) + 1;
  if (known.size > keptTexts) known.clear();
  known.set(key, width);
  return width;
}
