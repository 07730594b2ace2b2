namespace AutoDiff.Core.Tests.Visual;

public class TapeGraphTests
{
    [Fact]
    public void Dot_draws_a_box_a_node_and_an_arrow_from_every_input()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2.0));
        var y = x * Tensor.Of(3.0, 4.0);

        Assert.Equal(
            """
            digraph tape {
              node [shape=box, fontname=monospace];
              "%0" [label="%0 leaf\n[2]\n[1, 2]\nadjoint [3, 4]"];
              "%1" [label="%1 mul\n[2]\n[3, 8]\nadjoint [1, 1]"];
              "%0" -> "%1";
              "%1:1" [label="[3, 4]", shape=plaintext];
              "%1:1" -> "%1";
            }

            """.ReplaceLineEndings("\n"),
            tape.ToDot(y, Tensor.Of(1.0, 1.0)));
    }

    [Fact]
    public void Dot_writes_slopes_on_the_arrows_between_scalars()
    {
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(3.0);
        _ = x * 2.0;

        Assert.Equal(
            """
            digraph tape {
              node [shape=box, fontname=monospace];
              "$0" [label="$0 leaf\n3"];
              "$1" [label="$1 mul\n6"];
              "$0" -> "$1" [label="2"];
              "$1:1" [label="2", shape=plaintext];
              "$1:1" -> "$1";
            }

            """.ReplaceLineEndings("\n"),
            tape.ToDot());
    }

    [Fact]
    public void Dot_escapes_names()
    {
        using var tape = Tape.Start();
        var w = new Parameter<double>(Tensor.Scalar(1.0), "the \"weight\"");
        _ = w.Value;
        Assert.Contains("%0 the \\\"weight\\\"", tape.ToDot());
    }
}
