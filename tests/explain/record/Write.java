// Parses JSON from standard input and writes it anew as the first argument says.

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

public final class Write {
    public static void main(String[] arguments) throws Exception {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.writeBytes(write(arguments[0], text).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String write(String form, String text) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Gson pretty = new GsonBuilder().setPrettyPrinting().create();
        return switch (form) {
            case "gson" -> new Gson().toJson(JsonParser.parseString(text));
            // Read into an untyped map, every number is a double.
            case "gson-map" -> new Gson().toJson(new Gson().fromJson(text, Object.class));
            case "gson-pretty" -> pretty.toJson(JsonParser.parseString(text));
            case "jackson" -> mapper.writeValueAsString(mapper.readTree(text));
            case "jackson-pretty" -> mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(text));
            default -> throw new IllegalArgumentException(form);
        };
    }
}
