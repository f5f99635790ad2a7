package smsgateway.mail.internal.read;

import java.util.Set;
import org.jsoup.nodes.Element;

/** Text that grows from the elements of a page, with the line breaks they mean. */
final class HtmlLines {
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "tr",
          "li",
          "ul",
          "ol",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "pre",
          "blockquote",
          "section",
          "article",
          "header",
          "footer",
          "address",
          "dl",
          "dt",
          "dd",
          "hr");
  private static final Set<String> CELLS = Set.of("td", "th");

  private final StringBuilder text = new StringBuilder();

  /** An element begins. */
  void open(Element element) {
    String name = element.normalName();
    if (name.equals("br")) {
      text.append('\n');
    } else if (BLOCKS.contains(name)) {
      line();
      text.append(name.equals("li") ? "- " : "");
    } else if (name.equals("a") && element.childNodeSize() == 0) {
      words(element.attr("href"));
    }
  }

  /** An element ends. */
  void close(Element element) {
    if (BLOCKS.contains(element.normalName())) {
      line();
    } else if (CELLS.contains(element.normalName())) {
      words(" ");
    }
  }

  /** Text of the source; blanks and line ends are one blank, none at the start of a line. */
  void words(String source) {
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (" \n\r\t\f".indexOf(c) < 0) {
        text.append(c);
      } else if (!text.isEmpty() && " \n".indexOf(text.charAt(text.length() - 1)) < 0) {
        text.append(' ');
      }
    }
  }

  private void line() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  /** The lines so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
