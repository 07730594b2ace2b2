namespace AutoDiff.NN.Csv.Tests;

public sealed class CsvTableTests
{
    private const string Flowers = "length, width,species\n5.1,3.5,setosa\n\n7e0,-3.2,\"versi\"\"color\"\n6.3,NaN,setosa\n";

    [Fact]
    public void Columns_become_numbers_classes_and_text()
    {
        var table = CsvTable.Parse(Flowers);
        Assert.Equal(["length", "width", "species"], table.Columns);
        Assert.Equal([3.5, 5.1, -3.2, 7, double.NaN, 6.3], table.Numbers<double>("width", "length").ToArray());
        var (labels, classes) = table.Classes("species");
        Assert.Equal([0, 1, 0], labels.ToArray());
        Assert.Equal(["setosa", "versi\"color"], classes);
        Assert.Equal(["setosa", "versi\"color", "setosa"], table.Text("species"));
    }

    [Fact]
    public void A_break_within_quotes_is_one_field_and_lines_are_counted_through_it()
    {
        var table = CsvTable.Parse("a;b\n\"x\ny\";1\nz;two\n", ';');
        Assert.Equal(["x\ny", "z"], table.Text("a"));
        Assert.Contains("line 4, column 2: 'b' must be a number, got 'two'", Assert.Throws<InvalidDataException>(() => table.Numbers<int>("b")).Message);
    }

    [Theory]
    [InlineData("", "line 1, column 1: a header row is required")]
    [InlineData("a,b\n1,2\n3\n", "line 3, column 2: 2 fields are required, got 1")]
    [InlineData("a,b\n1,2,3\n", "line 2, column 3: 2 fields are required, got 3")]
    [InlineData("a,b,a\n", "line 1, column 3: the name 'a' occurs twice")]
    public void Broken_tables_are_refused_by_line_and_column(string text, string message)
        => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text)).Message);

    [Fact]
    public void Unknown_classes_and_columns_are_named()
    {
        var table = CsvTable.Parse(Flowers);
        Assert.Contains("line 4, column 3: 'species' must be one of setosa", Assert.Throws<InvalidDataException>(() => table.Classes("species", ["setosa"])).Message);
        Assert.Contains("there are length, width, species", Assert.Throws<ArgumentException>(() => table.Numbers<float>("height")).Message);
    }

    [Fact]
    public void A_file_is_named_in_messages()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a\nx\n");
            Assert.Contains($"{path}, line 2, column 1", Assert.Throws<InvalidDataException>(() => CsvTable.Read(path).Numbers<float>()).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
