"""Drawing: what every chart is drawn with. A canvas takes marks, a picture holds them, SVG is written from them."""
