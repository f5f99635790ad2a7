package smsgateway.mail.internal.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * HTML to the text a reader sees, in one walk over the page: selectors and removals cost the square
 * of the number of siblings.
 */
final class HtmlText {
  private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template");
  private static final Pattern HIDING =
      Pattern.compile(
          "(?i)(display|visibility)\\s*+:\\s*+(none|hidden)|mso-hide\\s*+:\\s*+all"
              + "|max-height\\s*+:\\s*+0(px|pt)?\\s*+(;|$)");

  /** Inherited by what is inside, until that has a size of its own. */
  private static final Pattern FONT_SIZE = Pattern.compile("(?i)font-size\\s*+:\\s*+([0-9.]++)");

  /** Outlook and Exchange mark the place from which on everything is the quoted mail. */
  private static final Set<String> QUOTE_BEGINS = Set.of("divRplyFwdMsg", "appendonsend");

  private static final Set<String> QUOTE_CLASSES =
      Set.of(
          "gmail_quote",
          "gmail_quote_container",
          "moz-cite-prefix",
          "yahoo_quoted",
          "protonmail_quote",
          "zmail_extra");

  private HtmlText() {}

  /**
   * Text of a page or fragment.
   *
   * @param reply whether quoted mails are left out, unless nothing else is there
   */
  static String of(String html, boolean reply) {
    Document page = Jsoup.parse(html);
    String own = reply ? text(page, true) : "";
    return own.isBlank() ? text(page, false) : own;
  }

  private static String text(Document page, boolean reply) {
    Walk walk = new Walk(reply);
    page.body().filter(walk);
    return walk.text.toString();
  }

  private static final class Walk implements NodeFilter {
    private final boolean reply;
    private final HtmlLines text = new HtmlLines();

    /** Of each open element, whether its words have no size. */
    private final Deque<Boolean> sizeless = new ArrayDeque<>(List.of(false));

    Walk(boolean reply) {
      this.reply = reply;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        if (!sizeless.peek()) {
          text.words(words.getWholeText());
        }
      } else if (node instanceof Element element) {
        if (reply && QUOTE_BEGINS.contains(element.id())) {
          return FilterResult.STOP;
        }
        if (unseen(element) || (reply && quoted(element))) {
          return FilterResult.SKIP_ENTIRELY;
        }
        sizeless.push(sizeless(element));
        text.open(element);
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        sizeless.pop();
        text.close(element);
      }
      return FilterResult.CONTINUE;
    }

    private static boolean unseen(Element element) {
      return UNSEEN.contains(element.normalName())
          || element.hasAttr("hidden")
          || HIDING.matcher(element.attr("style")).find();
    }

    private boolean sizeless(Element element) {
      if (!element.hasAttr("style")) {
        return sizeless.peek();
      }
      Matcher size = FONT_SIZE.matcher(element.attr("style"));
      return size.find() ? size.group(1).matches("[0.]+") : sizeless.peek();
    }

    private static boolean quoted(Element element) {
      return QUOTE_CLASSES.stream().anyMatch(element::hasClass)
          || (element.normalName().equals("blockquote") && element.attr("type").equals("cite"));
    }
  }
}
