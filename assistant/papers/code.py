"""QR codes drawn anew, module by module, so that they stay crisp at any size."""

from __future__ import annotations

import segno
from PIL import ImageDraw

QUIET = 4  # modules of white around a code, as the standard asks


def draw_code(pen: ImageDraw.ImageDraw, text: str, corner: tuple[int, int], side: int, ink: str) -> None:
    """Paints the code into a white square of `side` pixels, whole pixels a module, the rest as margin.

    Raises ValueError for a text too long to be read off this size.
    """
    matrix = segno.make_qr(text, error="m").matrix
    step = side // (len(matrix) + 2 * QUIET)
    if step < 3:
        raise ValueError("too much text for a code of this size")
    x, y = corner
    pen.rounded_rectangle((x, y, x + side - 1, y + side - 1), side // 16, fill="#FFFFFF")
    left, top = x + (side - step * len(matrix)) // 2, y + (side - step * len(matrix)) // 2
    for down, row in enumerate(matrix):
        for across, dark in enumerate(row):
            if dark:
                spot = (left + across * step, top + down * step)
                pen.rectangle((*spot, spot[0] + step - 1, spot[1] + step - 1), fill=ink)
