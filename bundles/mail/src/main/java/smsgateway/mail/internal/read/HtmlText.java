package smsgateway.mail.internal.read;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to the text a reader sees. */
final class HtmlText {
  private static final String UNSEEN =
      "script, style, head, title, template, [hidden], [style~=(?i)display\\s*:\\s*none],"
          + " [style~=(?i)mso-hide\\s*:\\s*all]";
  private static final String QUOTED =
      ".gmail_quote, .gmail_quote_container, blockquote[type=cite], .moz-cite-prefix,"
          + " #divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend, #appendonsend ~ *";
  private static final Set<String> LINE =
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

  private HtmlText() {}

  /**
   * Text of a page or fragment.
   *
   * @param reply whether quoted mails are left out
   */
  static String of(String html, boolean reply) {
    Document page = Jsoup.parse(html);
    page.select(UNSEEN).remove();
    if (reply) {
      String whole = text(page);
      page.select(QUOTED).remove();
      String own = text(page);
      return own.isBlank() ? whole : own;
    }
    return text(page);
  }

  private static String text(Document page) {
    Writer writer = new Writer();
    page.body().traverse(writer);
    return writer.text.toString();
  }

  private static final class Writer implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words) {
        words(words.getWholeText());
      } else if (node instanceof Element element) {
        open(element);
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (LINE.contains(element.normalName())) {
          line();
        } else if (element.normalName().equals("td") || element.normalName().equals("th")) {
          words(" ");
        }
      }
    }

    private void open(Element element) {
      String name = element.normalName();
      if (name.equals("br")) {
        text.append('\n');
      } else if (LINE.contains(name)) {
        line();
        text.append(name.equals("li") ? "- " : "");
      } else if (name.equals("a") && element.childNodeSize() == 0) {
        words(element.attr("href"));
      }
    }

    private void line() {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }

    /** Blanks and line ends of the source are one blank, none at the start of a line. */
    private void words(String source) {
      for (int i = 0; i < source.length(); i++) {
        char c = source.charAt(i);
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
          text.append(c);
        } else if (!text.isEmpty() && " \n".indexOf(text.charAt(text.length() - 1)) < 0) {
          text.append(' ');
        }
      }
    }
  }
}
