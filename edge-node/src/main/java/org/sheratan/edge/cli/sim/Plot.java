package org.sheratan.edge.cli.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Measured points as an SVG picture: lines over two axes that begin at 0. The same points give the same bytes. */
public final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 64;
  private static final int TOP = 44;
  private static final int RIGHT = 24;
  private static final int BOTTOM = 56;
  /** At least. */
  private static final int STEPS = 5;
  private static final double ROUNDING = 1e-9;
  private static final int LEGEND_PX = 18;
  private static final List<String> COLORS = List.of("#1f5fa8", "#b3541e", "#3d7a3d", "#6b4a9c", "#777777");

  private final String title;
  private final Axis across;
  private final Axis up;
  private final List<Line> lines = new ArrayList<>();

  /** @param step between two marks: 1, 2 or 5, or that with zeros */
  private record Axis(String name, double step, int steps) {
    static Axis to(String name, double end) {
      double fifth = end / STEPS;
      double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(fifth)));
      double step = power * (fifth >= 5 * power ? 5 : fifth >= 2 * power ? 2 : 1);
      return new Axis(name, step, (int) StrictMath.ceil(end / step - ROUNDING));
    }

    double max() {
      return step * steps;
    }
  }

  /** One point. */
  public record Point(double x, double y) {}

  private record Line(String name, List<Point> points) {}

  /** @param acrossMax and {@code upMax}: how far the axes reach at least, above 0 */
  public Plot(String title, String across, double acrossMax, String up, double upMax) {
    this.title = title;
    this.across = Axis.to(across, acrossMax);
    this.up = Axis.to(up, upMax);
  }

  /** @param points from left to right */
  public Plot line(String name, List<Point> points) {
    lines.add(new Line(name, List.copyOf(points)));
    return this;
  }

  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
        + "\" font-family=\"sans-serif\" font-size=\"13\">\n");
    svg.append("<rect width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" fill=\"white\"/>\n");
    text(svg, LEFT, 18, "start", title);
    for (int step = 0; step <= up.steps(); step++) {
      double y = y(step * up.step());
      svg.append("<path d=\"M" + LEFT + " " + number(y) + "H" + (WIDTH - RIGHT)
          + "\" stroke=\"#dddddd\" fill=\"none\"/>\n");
      text(svg, LEFT - 8, y + 4, "end", number(step * up.step()));
    }
    for (int step = 0; step <= across.steps(); step++) {
      double x = x(step * across.step());
      text(svg, x, HEIGHT - BOTTOM + 20, "middle", number(step * across.step()));
      svg.append("<path d=\"M" + number(x) + " " + (HEIGHT - BOTTOM) + "v5\" stroke=\"black\"/>\n");
    }
    svg.append("<path d=\"M" + LEFT + " " + TOP + "V" + (HEIGHT - BOTTOM) + "H" + (WIDTH - RIGHT)
        + "\" stroke=\"black\" fill=\"none\"/>\n");
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", across.name());
    text(svg, 8, TOP - 10, "start", up.name());
    for (int index = 0; index < lines.size(); index++) {
      draw(svg, lines.get(index), COLORS.get(index % COLORS.size()), index);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, Line line, String color, int index) {
    String points = String.join(" ", line.points().stream().map(at(this::x, this::y)).toList());
    svg.append("<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + color
        + "\" stroke-width=\"2\"/>\n");
    for (Point point : line.points()) {
      svg.append("<circle cx=\"" + number(x(point.x())) + "\" cy=\"" + number(y(point.y()))
          + "\" r=\"3.5\" fill=\"" + color + "\"/>\n");
    }
    int legendY = TOP + LEGEND_PX * (index + 1);
    svg.append("<path d=\"M" + (LEFT + 14) + " " + (legendY - 4) + "h22\" stroke=\"" + color
        + "\" stroke-width=\"2\"/>\n");
    text(svg, LEFT + 42, legendY, "start", line.name());
  }

  private static Function<Point, String> at(Function<Double, Double> x, Function<Double, Double> y) {
    return point -> number(x.apply(point.x())) + "," + number(y.apply(point.y()));
  }

  private double x(double value) {
    return LEFT + value / across.max() * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / up.max() * (HEIGHT - TOP - BOTTOM);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    svg.append(
        "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" + escaped
            + "</text>\n");
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
