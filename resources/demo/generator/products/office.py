"""Office supplies."""

from __future__ import annotations

from generator.products.model import Family, V

CATEGORY = "Office"

FAMILIES = (
    Family(
        "OF-BND",
        "Lever arch file A4",
        "A4拱形文件夹",
        CATEGORY,
        "Folionne",
        "binder",
        (0.65, 1.9, 2.2),
        "Lever arch file, spine 75 mm, with label.",
        "75毫米背宽拱形夹，带标签。",
        "1 piece",
        (
            V("RED", "red", "红色", "#c9242b", 2.9, options={"shell": "#c6232a"}),
            V("BLU", "blue", "蓝色", "#1d56b3", 2.9, options={"shell": "#1e58b8"}),
            V("GRN", "green", "绿色", "#1f8a4c", 2.9, options={"shell": "#1f8f4e"}),
        ),
    ),
    Family(
        "OF-MRK",
        "Permanent marker",
        "油性记号笔",
        CATEGORY,
        "Inkolle",
        "marker",
        (0.32, 0.32, 2.4),
        "Bullet tip 1.5 to 3 mm, waterproof ink.",
        "圆头1.5至3毫米，防水墨水。",
        "1 piece",
        (
            V("BLK", "black", "黑色", "#17181a", 1.2, options={"cap": "#17181a"}),
            V("RED", "red", "红色", "#d3212a", 1.2, options={"cap": "#d3212a"}),
            V("GRN", "green", "绿色", "#16974a", 1.2, options={"cap": "#16974a"}),
        ),
    ),
    Family(
        "OF-STP",
        "Stapler",
        "订书机",
        CATEGORY,
        "Klemmora",
        "stapler",
        (2.1, 0.5, 0.95),
        "Stapler for 25 sheets, front loading.",
        "可订25页，前装式订书机。",
        "1 piece",
        (
            V("BLK", "black", "黑色", "#1d1f23", 8.9, options={"shell": "#1c1d21"}),
            V("TRQ", "turquoise", "蓝绿色", "#12a3a8", 8.9, options={"shell": "#13a5ab"}),
        ),
    ),
    Family(
        "OF-PAP",
        "Copy paper A4",
        "A4复印纸",
        CATEGORY,
        "Blancora",
        "box",
        (1.5, 2.1, 0.5),
        "White copy paper, 500 sheets a ream.",
        "白色复印纸，每包500张。",
        "500 sheets",
        (
            V("080", "80 g/m²", "80克", "#1c6fd1", 4.9, "80", "g"),
            V("100", "100 g/m²", "100克", "#e0362c", 6.4, "100", "g"),
            V("160", "160 g/m²", "160克", "#2a9d4a", 11.9, "160", "g", size=(1.5, 2.1, 0.42)),
        ),
        template="block",
        picto="paper",
        lines=("500 sheets · 500张",),
        options={"lying": True},
    ),
    Family(
        "OF-TAP",
        "Packing tape",
        "封箱胶带",
        CATEGORY,
        "Packmora",
        "taperoll",
        (1.4, 1.4, 0.62),
        "Packing tape 50 mm x 66 m, quiet unwinding.",
        "封箱胶带50毫米×66米，静音。",
        "1 roll",
        (
            V("CLR", "clear", "透明", "#e6dfc9", 1.9, options={"tape": "#ddd3b4"}),
            V("BRN", "brown", "棕色", "#9c6b3c", 1.9, options={"tape": "#8a5a2c"}),
            V("RED", "red printed", "红色印字", "#c8252c", 2.4, options={"tape": "#cc2028"}),
        ),
    ),
)
